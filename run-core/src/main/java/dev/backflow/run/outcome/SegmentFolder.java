package dev.backflow.run.outcome;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** All segments of a run. */
public final class SegmentFolder {
    private static final String NAME = "segments";

    private final Path runFolder;

    public SegmentFolder(Path runFolder) {
        this.runFolder = runFolder;
    }

    /**
     * Removes the segments of attempts that never became true: a worker died, or was fenced off, between writing one and
     * settling its chunk. Nobody may be serving the run any more.
     *
     * @param settled whether a chunk of the ledger points to that {@linkplain ChunkId#segment() segment}
     * @return how many were removed
     */
    public int sweep(Predicate<String> settled) throws IOException {
        var removed = 0;
        try (var partitions = Files.newDirectoryStream(runFolder.resolve(NAME))) {
            for (var partition : partitions) {
                removed += sweep(partition, settled);
            }
        } catch (NoSuchFileException e) {
            // No chunk was ever finished.
            return removed;
        }
        return removed;
    }

    /**
     * Removes one segment that no chunk points to, and never will.
     *
     * @param segment as in {@link ChunkId#segment()}
     */
    public void remove(String segment) throws IOException {
        Files.deleteIfExists(runFolder.resolve(segment));
    }

    private static int sweep(Path partition, Predicate<String> settled) throws IOException {
        var removed = 0;
        try (var segments = Files.newDirectoryStream(partition)) {
            for (var segment : segments) {
                var name = NAME + "/" + partition.getFileName() + "/" + segment.getFileName();
                if (!settled.test(name)) {
                    Files.deleteIfExists(segment);
                    removed++;
                }
            }
        }
        return removed;
    }
}
