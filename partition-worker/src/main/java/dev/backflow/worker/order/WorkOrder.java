package dev.backflow.worker.order;

import dev.backflow.run.job.Backup;
import dev.backflow.run.job.Location;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker needs to know to serve partitions of a run, whichever process it lives in. It holds no secrets: how
 * to reach the job repository comes by another way.
 *
 * @param runId key of the run in the ledger
 * @param run the run's number within its job
 * @param epoch of the launcher that gives the order: its workers serve for no other
 * @param store where the run's manifest, segments and hook jar are kept
 * @param source where the documents are
 * @param backup how each document is kept before it is served
 * @param results where the results go
 * @param resultLayout {@code per-document} or {@code bundled}
 * @param hookJar name, in the store, of this run's own copy of the hook jar, which nobody overwrites
 * @param hookHash SHA-256 of that copy, in lower-case hex
 * @param hookClass null when the jar names its hook itself
 * @param settings {@code hook.settings} of the job file: plain data
 * @param retries further attempts after a failed first one
 * @param slots how many partitions one worker serves at once
 * @param sharers how many slots there can be in all workers together
 */
public record WorkOrder(
        long runId,
        String job,
        int run,
        int epoch,
        Location store,
        Location source,
        Backup backup,
        Location results,
        String resultLayout,
        String hookJar,
        String hookHash,
        @Nullable String hookClass,
        Map<String, Object> settings,
        int retries,
        int slots,
        int sharers) {
    /** The layout of one object per chunk. */
    public static final String BUNDLED = "bundled";

    public WorkOrder {
        if (slots < 1 || sharers < slots) {
            throw new IllegalArgumentException(
                    "slots must be at least 1 and at most all sharers, was %d of %d".formatted(slots, sharers));
        }
    }
}
