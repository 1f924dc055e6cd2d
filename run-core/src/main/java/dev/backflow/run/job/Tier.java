package dev.backflow.run.job;

/** Where documents are served. */
public enum Tier {
    /** In the launcher's own process. */
    INLINE,
    /** In worker processes on this machine. */
    PROCESSES,
    /** In tasks of Amazon ECS on Fargate, in a sandbox made for the run. Costs money, so it is never chosen by itself. */
    FARGATE,
    /** The launcher decides between those on this machine, and says what it decided and why. */
    AUTO
}
