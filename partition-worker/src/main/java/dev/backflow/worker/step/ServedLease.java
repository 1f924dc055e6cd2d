package dev.backflow.worker.step;

import dev.backflow.run.ledger.Lease;

/**
 * What became of a lease.
 *
 * @param lease as of its last settle
 */
public record ServedLease(Lease lease, LeaseEnd end) {}
