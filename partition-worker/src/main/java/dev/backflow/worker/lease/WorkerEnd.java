package dev.backflow.worker.lease;

/** Why a worker left, with the exit code of its process. */
public enum WorkerEnd {
    /** The run serves no more documents, or had none for this worker for a while. */
    OVER(0),
    /** The worker was told to stop, or has lost its launcher, and let its leases go. */
    STOPPED(143),
    /** The job repository could not be reached for a whole lease. */
    REPOSITORY_LOST(69),
    /** Leases failed one after the other without a document served; the log says why. */
    FAILED(70),
    /** A document took more memory than there is; what else was being served has been settled. */
    OUT_OF_MEMORY(3),
    /** A step of the hook cannot be stopped: its thread is lost, and with it the process. */
    STUCK(71),
    /** The hook called {@code System.exit}: the process goes, as if it had died at the document. */
    EXITED(72);

    private final int exitCode;

    WorkerEnd(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
