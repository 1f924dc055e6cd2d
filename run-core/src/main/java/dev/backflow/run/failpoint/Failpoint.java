package dev.backflow.run.failpoint;

import java.util.Locale;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Every place right before, in or right after a step of a launcher or a worker that changes something outside of its
 * memory. Dying at any of them must cost nothing; the tests die at each.
 *
 * <p>Points are reached statically, the one exception from the rule that collaborators are handed in: they stand in
 * the middle of everything, and handing something in there that never does anything would spoil what it watches. The
 * provider is looked up once in the life of a JVM. There is none outside of tests, which leaves a comparison of a
 * constant with null.
 */
public enum Failpoint {
    // The launcher comes up.
    LOCK_TAKEN,
    OWNER_CREATED,
    PRIVATE_FILE_BEGUN,
    POINTER_WRITTEN,
    REPOSITORY_OPENED,
    TABLES_BETWEEN,
    TABLES_CREATED,
    WORKERS_ADMITTED,
    SERVER_TOLD,

    // It begins a run, or takes one over.
    RUN_BEGIN_IN,
    RUN_BEGUN,
    OVERRIDES_WRITTEN,
    TAKEOVER_IN,
    TAKEOVER_AFTER,
    EXECUTION_CREATED,
    EXECUTION_NOTED,
    LAUNCHER_BEAT,

    // Any file that appears whole.
    FILE_FORCED,
    FILE_RENAMED,

    // Plan and deploy.
    MANIFEST_WRITTEN,
    PLAN_IN,
    PLAN_AFTER,
    DEPLOY_ENTERED,
    SANDBOX_DEPLOYED,
    HOOK_COPIED,
    ORDER_WRITTEN,

    // The sandbox in AWS, from nothing to nothing.
    SWITCH_ARMED,
    STACK_ASKED,
    SWITCH_AIMED,
    TASKS_STARTED,
    STACK_CLEARED,
    STACK_DELETING,
    STACK_GONE,
    SWITCH_REMOVED,

    // Serve, as the launcher sees it.
    SERVE_ENTERED,
    PROCESS_STARTED,
    PROCESS_RECORDED,
    WORKER_FREE_IN,
    WORKER_FREED,
    TIER_MOVED,
    STOP_REQUESTED,
    SERVE_LEFT,
    SERVE_DRAINED,

    // Serve, as a worker does it, in a process of its own or inside the launcher.
    WORKER_ENTERED,
    WORKER_BEAT,
    LEASE_CLAIMED,
    STEP_CREATED,
    GRANT_IN,
    GRANT_AFTER,
    HOOK_BEFORE,
    HOOK_AFTER,
    SEGMENT_BEGUN,
    SEGMENT_MID,
    SEGMENT_COMMITTED,
    SETTLE_BEFORE,
    SETTLE_IN,
    SETTLE_AFTER,
    RESULT_STAGED,
    RESULT_RENAMED,
    CHUNK_PUBLISHED,
    PARTITION_MARKED,
    LEFTOVERS_PUBLISHED,
    LEFTOVERS_MARKED,
    STEP_ENDED,
    LEASE_RELEASING,
    LEASE_RELEASED,
    WORKER_LEAVING,
    WORKER_LEFT,

    // Teardown.
    TEARDOWN_ENTERED,
    PROCESSES_ENDED,
    SANDBOX_REMOVED,
    LEASES_FAILED,
    RESULTS_SWEPT,
    SEGMENTS_SWEPT,
    TEARDOWN_CERTIFIED,

    // Report, and the end.
    REPORT_ENTERED,
    LEDGER_BETWEEN,
    LEDGER_WRITTEN,
    SUMMARY_WRITTEN,
    INDEX_WRITTEN,
    RUN_CLOSE_IN,
    RUN_CLOSED,
    RUN_PAUSED,
    EXECUTION_ENDED,
    SERVER_FORGOTTEN,
    REPOSITORY_CLOSED;

    private static final @Nullable FailpointProvider PROVIDER = ServiceLoader.load(
                    FailpointProvider.class, Failpoint.class.getClassLoader())
            .findFirst()
            .orElse(null);

    /** Tells whoever has armed this point, if anybody has, that a thread has come by. */
    public void hit() {
        if (PROVIDER != null) {
            PROVIDER.hit(this);
        }
    }

    /** Its name where points are armed, such as {@code settle.before}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
