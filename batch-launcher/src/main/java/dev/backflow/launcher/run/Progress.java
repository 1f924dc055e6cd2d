package dev.backflow.launcher.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, at one moment.
 *
 * @param run the run's number, from 1
 * @param phase the name of the step that the run is in, one word, such as {@code plan} or {@code teardown}
 * @param served documents serviced so far, by this run: completed or exhausted
 * @param limit how many documents this run may service
 * @param documents how many documents the run has before it, in all
 * @param documentsPerSecond the present speed; 0 when not known yet
 * @param exhausted documents of {@code served} whose attempts were used up
 * @param rejected documents that the hook's authorization refused
 * @param retries attempts after a document's first one
 * @param workers workers alive now
 * @param elapsed since the launcher started on the run
 * @param left the estimate of what is still to come, or null when there is none yet
 */
public record Progress(
        int run,
        String phase,
        long served,
        long limit,
        long documents,
        double documentsPerSecond,
        long exhausted,
        long rejected,
        long retries,
        int workers,
        Duration elapsed,
        @Nullable Duration left) {
    /** How many documents this run can service at most: its limit, or all documents when they are fewer. */
    public long goal() {
        return Math.min(limit, documents);
    }
}
