package dev.backflow.run.model;

/** Where the numbers of a state stand. Each is between 0 and 15. */
final class Cells {
    /** The run, its meter and its launchers. */
    enum OfRun {
        PHASE,
        STOPPING,
        LAUNCHER,
        /** A launcher that was paused and has lost the run: what it is about to do; 0 when there is none. */
        PAUSED_LAUNCHER,
        OUTCOME,
        USED,
        GRANTED
    }

    /** One row of {@code BACKFLOW_PARTITION}, but for its owner. */
    enum OfPartition {
        STATE,
        FENCE,
        GRANTED,
        NEXT,
        /** Whether begun is the row's fence. */
        BEGUN,
        CHUNK_END,
        DEATHS
    }

    /** One worker process. */
    enum OfProcess {
        STATUS,
        /** The partitions whose owner it is, a bit each. */
        OWNED
    }

    /** One slot of a process, with the lease as it remembers it. */
    enum OfSlot {
        DOES,
        PARTITION,
        FENCE,
        /** Whether its lease was claimed under the run's present epoch. */
        EPOCH_NOW,
        /** The truth, that no real slot can see: it was the last to claim, and nothing took the lease away since. */
        HOLDS,
        GRANTED,
        NEXT,
        CHUNK_END,
        DEATHS,
        SERVED
    }

    static final int RUN = OfRun.values().length;
    static final int PARTITION = OfPartition.values().length;
    static final int PROCESS = OfProcess.values().length;
    static final int SLOT = OfSlot.values().length;

    private Cells() {}
}
