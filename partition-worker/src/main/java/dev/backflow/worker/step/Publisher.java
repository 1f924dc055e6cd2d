package dev.backflow.worker.step;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.SegmentReader;
import dev.backflow.run.result.ResultStore;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;

/**
 * Gives settled results their final names. Publishing again changes nothing, so that whoever comes after a crash, the
 * next owner of a partition or the teardown, repeats it from the segments. Safe for use by several threads.
 */
public final class Publisher {
    private final Chunks chunks;
    private final ResultStore results;
    private final RunStore files;
    private final long runId;
    private final int run;

    public Publisher(Chunks chunks, ResultStore results, RunStore files, long runId, int run) {
        this.chunks = chunks;
        this.results = results;
        this.files = files;
        this.runId = runId;
        this.run = run;
    }

    /** Publishes a chunk that was settled just now; it is marked at the end of the lease, or found by a successor. */
    void publish(SettledChunk chunk, List<DocumentOutcome> outcomes) throws IOException {
        results.publish(id(chunk), outcomes);
    }

    /**
     * Whether a chunk became true, for whoever got no answer to the commit; an answer for the counts of a step execution
     * only, as the next claim reads from the partition's row where to go on.
     */
    boolean isSettled(SettledChunk chunk) {
        try {
            return chunks.contains(runId, chunk);
        } catch (DataAccessException e) {
            return false;
        }
    }

    /** Marks everything of a partition up to an ordinal as published, by one statement. */
    void published(int partition, long endOrdinal) {
        chunks.markPublished(runId, partition, endOrdinal);
    }

    /** Publishes what earlier owners of a partition had settled and may not have published. */
    void publishLeftovers(int partition) throws IOException {
        publishFromSegments(chunks.unpublished(runId, partition));
    }

    /** Publishes whatever is left unpublished in the whole run; nobody may be serving it any more. */
    public void publishAll() throws IOException {
        publishFromSegments(chunks.unpublished(runId));
    }

    private void publishFromSegments(List<SettledChunk> left) throws IOException {
        for (SettledChunk chunk : left) {
            results.publish(id(chunk), read(chunk));
            Failpoint.LEFTOVERS_PUBLISHED.hit();
            chunks.markPublished(runId, chunk.partition(), chunk.endOrdinal());
            Failpoint.LEFTOVERS_MARKED.hit();
        }
    }

    private List<DocumentOutcome> read(SettledChunk chunk) throws IOException {
        var outcomes = new ArrayList<DocumentOutcome>();
        try (var segment = SegmentReader.open(files, id(chunk))) {
            for (DocumentOutcome next = segment.next(); next != null; next = segment.next()) {
                outcomes.add(next);
            }
        }
        return outcomes;
    }

    private ChunkId id(SettledChunk chunk) {
        return new ChunkId(run, chunk.partition(), chunk.firstOrdinal(), chunk.fence());
    }
}
