package dev.backflow.run.outcome;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.file.AtomicFile;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the segment of one chunk: one line per document, in the order in which they finish. It must be
 * {@linkplain #commit() committed} before the database transaction that points to it; until then nobody reads it, and
 * what a crash left under the same name is overwritten. For use by one thread.
 */
public final class SegmentWriter implements Closeable {
    private static final int FLUSH_BYTES = 64 * 1024;

    private final ChunkId chunk;
    private final Path file;
    // Not a channel: a pending interrupt would close it in the middle of a chunk.
    private final FileOutputStream out;
    private final JsonBuffer buffer = new JsonBuffer();
    private boolean committed;

    private SegmentWriter(ChunkId chunk, Path file, FileOutputStream out) {
        this.chunk = chunk;
        this.file = file;
        this.out = out;
    }

    /** Starts the segment below that folder, empty. */
    public static SegmentWriter create(Path runFolder, ChunkId chunk) throws IOException {
        var file = chunk.segmentIn(runFolder);
        var folder = file.resolveSibling("").toAbsolutePath().normalize();
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            AtomicFile.forceFolder(folder.resolveSibling(""));
            AtomicFile.forceFolder(runFolder);
        }
        return new SegmentWriter(chunk, file, new FileOutputStream(file.toFile()));
    }

    /**
     * Adds one document.
     *
     * @throws IllegalArgumentException if the outcome is of another partition, or from before the chunk
     */
    public void append(DocumentOutcome outcome) throws IOException {
        if (outcome.partition() != chunk.partition() || outcome.ordinal() < chunk.firstOrdinal()) {
            throw new IllegalArgumentException("document %d of partition %d does not belong to %s"
                    .formatted(outcome.ordinal(), outcome.partition(), chunk));
        }
        SegmentLine.write(buffer.json(), outcome);
        buffer.endLine();
        if (buffer.size() >= FLUSH_BYTES) {
            buffer.drainTo(out);
        }
    }

    /** Makes the segment durable; from here on the database may point to it. */
    public void commit() throws IOException {
        buffer.drainTo(out);
        Failpoint.SEGMENT_MID.hit();
        out.getFD().sync();
        out.close();
        AtomicFile.forceFolder(file.resolveSibling(""));
        committed = true;
    }

    /** Without a commit before: removes the file, so that an abandoned chunk leaves nothing. */
    @Override
    public void close() throws IOException {
        if (!committed) {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }
}
