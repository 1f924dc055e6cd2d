package dev.backflow.run.job;

/** Where documents are served. */
public enum Tier {
    /** In the launcher's own process. */
    INLINE,
    /** In worker processes on this machine. */
    PROCESSES,
    /** The launcher decides, and says what it decided and why. */
    AUTO
}
