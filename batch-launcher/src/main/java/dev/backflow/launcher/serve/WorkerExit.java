package dev.backflow.launcher.serve;

import dev.backflow.worker.lease.WorkerEnd;
import org.jspecify.annotations.Nullable;

/**
 * How a worker's process ended. A hook can end its process with whatever exit code it likes, so a code that tells of a
 * good end counts only when the books agree with it.
 *
 * @param exitCode null when nobody knows it
 * @param trace what the worker had written before
 * @param reason what the platform says about the end; null where it says nothing
 * @param reclaimed whether the platform took the worker's machine away
 */
record WorkerExit(
        @Nullable Integer exitCode, Trace trace, @Nullable String reason, boolean reclaimed) {
    private static final int SIGINT = 130;

    /** Of a process of this machine. */
    WorkerExit(@Nullable Integer exitCode, Trace trace) {
        this(exitCode, trace, null, false);
    }

    /** What the books know of a worker whose process has ended. */
    enum Trace {
        /** It has said that it leaves, or it never entered the run, and so never had a document. */
        LEFT,
        /** It has said nothing, and had not shown for a while that it lives. */
        SILENT,
        /** It has said nothing, and showed a moment ago that it lives. */
        CUT_OFF
    }

    /** Whether it left as it should: the run was over, or somebody told it to stop. */
    boolean isLeave() {
        return trace == Trace.LEFT && soundsLikeALeave();
    }

    /** Whether it left because the run had nothing for it, so that nobody need take its place. */
    boolean isForWantOfWork() {
        return isLeave() && exitCode != null && exitCode == WorkerEnd.OVER.exitCode();
    }

    private boolean soundsLikeALeave() {
        return exitCode != null
                && (exitCode == WorkerEnd.OVER.exitCode()
                        || exitCode == WorkerEnd.STOPPED.exitCode()
                        || exitCode == SIGINT);
    }

    /**
     * Whether it died by itself, perhaps of a document; not when its machine was taken away, nor when it had lost its
     * database. A worker that ends for want
     * of that, or is told to end meanwhile, could record no sign of life for a while, nor that it leaves.
     */
    boolean isDeath() {
        if (reclaimed) {
            return false;
        }
        return trace == Trace.CUT_OFF || !(soundsLikeALeave() || isWithoutRepository());
    }

    private boolean isWithoutRepository() {
        return trace != Trace.CUT_OFF && exitCode != null && exitCode == WorkerEnd.REPOSITORY_LOST.exitCode();
    }

    String words() {
        if (reason == null) {
            return code();
        }
        return exitCode == null ? reason : code() + ": " + reason;
    }

    private String code() {
        if (exitCode == null) {
            return "its exit code is not known";
        }
        if (soundsLikeALeave() && !isLeave()) {
            return "exit code %d, but it had not left the run".formatted(exitCode);
        }
        if (exitCode == WorkerEnd.EXITED.exitCode()) {
            return "exit code 72: the hook called System.exit";
        }
        if (exitCode == WorkerEnd.STUCK.exitCode()) {
            return "exit code 71: a step could not be stopped";
        }
        if (exitCode == 3) {
            return "exit code 3: out of memory";
        }
        if (isWithoutRepository()) {
            return "exit code 69: it could not reach the job repository";
        }
        return exitCode > 128 ? "signal " + (exitCode - 128) : "exit code " + exitCode;
    }
}
