package dev.backflow.worker.lease;

import dev.backflow.run.ledger.Claim;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.Leases;

/** Where one slot of a worker gets its leases, and brings them back. */
interface SlotLeases {
    Claim claim();

    void release(Lease lease);

    /** Takes back a claim of which nobody knows whether it was made. */
    void withdraw(Lease unanswered);

    /** @param slot its number, so that slots that start together do not all try the same partition */
    static SlotLeases of(Leases leases, long runId, String worker, int slot) {
        return new SlotLeases() {
            @Override
            public Claim claim() {
                return leases.claim(runId, worker, slot);
            }

            @Override
            public void release(Lease lease) {
                leases.release(lease);
            }

            @Override
            public void withdraw(Lease unanswered) {
                leases.withdraw(unanswered);
            }
        };
    }
}
