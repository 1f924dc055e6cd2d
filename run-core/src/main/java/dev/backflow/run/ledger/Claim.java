package dev.backflow.run.ledger;

/** The answer to a worker that asks for a partition. */
public sealed interface Claim {
    record Leased(Lease lease) implements Claim {}

    /** Nothing can be claimed now, but the run goes on: units or partitions may come back. Ask again later. */
    record NothingNow() implements Claim {}

    /** The run serves no more documents, or the asking worker was declared gone: leave. */
    record Over() implements Claim {}
}
