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

    /** Whether it died by itself; not after it left, was told to stop, or had lost its database. */
    boolean isDeath() {
        return exitCode == null
                || (exitCode != WorkerEnd.OVER.exitCode()
                        && exitCode != WorkerEnd.STOPPED.exitCode()
                        && exitCode != WorkerEnd.REPOSITORY_LOST.exitCode()
                        && exitCode != SIGINT);
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
        return exitCode > 128 ? "signal " + (exitCode - 128) : "exit code " + exitCode;
    }
}
