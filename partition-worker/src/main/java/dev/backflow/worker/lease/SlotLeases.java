package dev.backflow.worker.lease;

import dev.backflow.run.ledger.Claim;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.Leases;

/** The leases of one worker in one run. */
record SlotLeases(Leases leases, long runId, String worker) {
    Claim claim(int slot) {
        return leases.claim(runId, worker, slot);
    }

    void release(Lease lease) {
        leases.release(lease);
    }
}
