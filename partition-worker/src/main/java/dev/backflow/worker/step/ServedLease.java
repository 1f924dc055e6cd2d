package dev.backflow.worker.step;

import dev.backflow.run.ledger.Lease;

/**
 * What became of a lease.
 *
 * @param lease as of its last settle
 * @param turn to leave, on the thread that served, once the lease is let go or the worker's end is decided: if others
 *     served before that, and took the process with them, a document of this lease would be accused that did not run
 */
public record ServedLease(Lease lease, LeaseEnd end, Solitude.Pass turn) {}
