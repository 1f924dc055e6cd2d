package dev.backflow.run.result;

import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import java.io.IOException;

/**
 * Where the results of a run's documents are published for their users. Safe for use by several threads.
 *
 * <p>The segments are the durable copy of the results: publishing a chunk again from its segment, by whomever and
 * however often, also while another does the same, ends in the same results.
 */
public interface ResultStore extends ResultNames {
    /**
     * Publishes the results of a settled chunk. A reader sees each under its name whole, or not at all.
     *
     * @throws IOException if one could not be published; those before it may be
     */
    void publish(ChunkId chunk, Iterable<DocumentOutcome> outcomes) throws IOException;

    /** Removes what killed publishers of a run have left half done; nobody may be publishing for it any more. */
    void sweep(int run) throws IOException;
}
