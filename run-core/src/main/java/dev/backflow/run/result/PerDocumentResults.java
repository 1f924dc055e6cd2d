package dev.backflow.run.result;

import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.JsonBuffer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One JSON file per document, named after it; a later run's result takes the place of an earlier one's.
 *
 * <p>The files are not forced to disk one by one, which would take longer than all the rest: the segment is the durable
 * copy, from which they can be published again. After a power cut, unlike after the death of a process, the last
 * seconds' files may be missing or empty.
 */
public final class PerDocumentResults implements ResultStore {
    private final String job;
    private final Path results;
    private final ResultName names;

    /**
     * Names the place and the way of naming.
     *
     * @param job the job's name: two jobs may share a results folder
     * @param results the results folder; made when the first result is published
     * @param names as {@link FileSystemProbe} has found out for that folder
     */
    public PerDocumentResults(String job, Path results, ResultName names) {
        this.job = job;
        this.results = results;
        this.names = names;
    }

    @Override
    public String nameFor(String document, ChunkId chunk) {
        return names.of(document);
    }

    @Override
    public void publish(ChunkId chunk, Iterable<DocumentOutcome> outcomes) throws IOException {
        var buffer = new JsonBuffer();
        try (var staging = new Staging(job, results, chunk)) {
            for (var outcome : outcomes) {
                ResultLine.append(buffer, chunk.run(), outcome);
                try (var out = staging.open()) {
                    buffer.drainTo(out);
                }
                staging.publish(results.resolve(names.of(outcome.document())));
            }
        }
    }

    @Override
    public void sweep(int run) throws IOException {
        Staging.sweep(job, results, run);
    }
}
