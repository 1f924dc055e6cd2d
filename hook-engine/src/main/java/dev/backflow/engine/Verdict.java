package dev.backflow.engine;

/** How serving a document ended. The first two are serviced and metered; the last is neither. */
public enum Verdict {
    /** Every step ran, and the hook gave its answer. */
    COMPLETED,

    /** All attempts failed, or another could not help. */
    EXHAUSTED,

    /** The hook's authorization said no. */
    REJECTED
}
