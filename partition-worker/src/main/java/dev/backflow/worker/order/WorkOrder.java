package dev.backflow.worker.order;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker needs to know to serve partitions of a run, whichever process it lives in. It holds no secrets: how
 * to reach the job repository comes by another way.
 *
 * @param runId key of the run in the ledger
 * @param run the run's number within its job
 * @param epoch of the launcher that gives the order: its workers serve for no other
 * @param folder the run's folder, with the manifest and the segments; absolute
 * @param source the folder of the documents; absolute
 * @param results the folder of the results; absolute
 * @param resultLayout {@code per-document} or {@code bundled}
 * @param hookJar this run's own copy of the hook jar, which nobody overwrites while workers use it
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
        Path folder,
        Path source,
        Path results,
        String resultLayout,
        Path hookJar,
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
