package dev.backflow.worker.step;

/** How the serving under a lease ended. */
public enum LeaseEnd {
    /** In good order: the partition is finished, the meter had no unit for it, or the worker was told to stop. */
    SERVED,
    /** By a fault, which Spring Batch has recorded and logged; another lease may do better. */
    FAILED,
    /** By a fault of the job repository that may pass: what is not settled is served again, by this worker or another. */
    REPOSITORY_AWAY,
    /** Somebody else has taken the partition over: there is nothing to release. */
    TAKEN_OVER,
    /** A step of the hook came back after it had been given up: the death at that document is yet to be counted. */
    STUCK,
    /** A document took more memory than there is: the death at that document is yet to be counted. */
    OUT_OF_MEMORY
}
