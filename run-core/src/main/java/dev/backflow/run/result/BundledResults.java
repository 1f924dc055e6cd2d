package dev.backflow.run.result;

import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.JsonBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * One file of JSON lines per chunk. Its name says job, run, first ordinal, partition and fence, so that no two chunks,
 * and no two attempts at one, ever write the same file. Being one per chunk, it is forced to disk as well.
 */
public final class BundledResults implements ResultStore {
    private static final int FLUSH_BYTES = 64 * 1024;

    private final String job;
    private final Path results;

    /**
     * Names the place.
     *
     * @param job the job's name: two jobs may share a results folder
     * @param results the results folder; made when the first result is published
     */
    public BundledResults(String job, Path results) {
        this.job = job;
        this.results = results;
    }

    @Override
    public String nameFor(String document, ChunkId chunk) {
        return BundleName.of(job, chunk);
    }

    @Override
    public void publish(ChunkId chunk, Iterable<DocumentOutcome> outcomes) throws IOException {
        var target = results.resolve(nameFor("", chunk));
        try (var staging = new Staging(job, results, chunk)) {
            try (var out = staging.open()) {
                write(chunk, outcomes, out);
            }
            staging.force();
            staging.publish(target);
        }
        AtomicFile.forceFolder(target.resolveSibling(""));
    }

    @Override
    public void sweep(int run) throws IOException {
        Staging.sweep(job, results, run);
    }

    private static void write(ChunkId chunk, Iterable<DocumentOutcome> outcomes, OutputStream out) throws IOException {
        var buffer = new JsonBuffer();
        for (var outcome : outcomes) {
            ResultLine.append(buffer, chunk.run(), outcome);
            if (buffer.size() >= FLUSH_BYTES) {
                buffer.drainTo(out);
            }
        }
        buffer.drainTo(out);
    }
}
