package dev.backflow.launcher.run;

import dev.backflow.run.ledger.ChunkTotals;
import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.PartitionCounts;

/** How far a run is, as the ledger says it at one moment. */
record ServeState(PartitionCounts partitions, Meter meter, ChunkTotals totals) {
    /** Whether nothing more is to be served by this run. */
    boolean isOver() {
        return partitions.isAllClosed() || meter.isLimitReached();
    }
}
