package dev.backflow.launcher.serve;

import dev.backflow.worker.lease.WorkerEnd;
import org.jspecify.annotations.Nullable;

/**
 * How a worker's process ended.
 *
 * @param exitCode null when nobody knows it
 */
record WorkerExit(@Nullable Integer exitCode) {
    private static final int SIGINT = 130;

    static WorkerExit of(@Nullable Integer exitCode) {
        return new WorkerExit(exitCode);
    }

    /** Whether it left as it should: the run was over, or somebody told it to stop. */
    boolean isLeave() {
        return exitCode != null
                && (exitCode == WorkerEnd.OVER.exitCode()
                        || exitCode == WorkerEnd.STOPPED.exitCode()
                        || exitCode == SIGINT);
    }

    /** Whether it died by itself, perhaps of a document; not when it had lost its database. */
    boolean isDeath() {
        return !isLeave() && (exitCode == null || exitCode != WorkerEnd.REPOSITORY_LOST.exitCode());
    }

    String words() {
        if (exitCode == null) {
            return "its exit code is not known";
        }
        if (exitCode == WorkerEnd.STUCK.exitCode()) {
            return "exit code 71: a step could not be stopped";
        }
        if (exitCode == 3) {
            return "exit code 3: out of memory";
        }
        if (exitCode == WorkerEnd.REPOSITORY_LOST.exitCode()) {
            return "exit code 69: it could not reach the job repository";
        }
        return exitCode > 128 ? "signal " + (exitCode - 128) : "exit code " + exitCode;
    }
}
