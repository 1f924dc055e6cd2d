package dev.backflow.run.ledger;

/** The answer to a worker that asks for a partition. */
public sealed interface Claim {
    record Leased(Lease lease) implements Claim {}

    /** Nothing can be claimed now, but the run goes on: units or partitions may come back. Ask again later. */
    record NothingNow() implements Claim {}

    /**
     * Whether the claim was made is not known: the database could not be reached, or its answer to the commit was lost.
     * Take it back with {@link Leases#withdraw}, as often as it takes: a partition that is owned by a worker none of
     * whose slots knows of it would be served by nobody, and the run would never end.
     *
     * @param lease as it would be
     * @param cause why there is no answer
     */
    record Unanswered(Lease lease, RuntimeException cause) implements Claim {}

    /** The run serves no more documents, or the asking worker was declared gone: leave. */
    record Over() implements Claim {}
}
