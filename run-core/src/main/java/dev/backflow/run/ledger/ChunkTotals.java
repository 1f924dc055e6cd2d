package dev.backflow.run.ledger;

/** Sums over the settled chunks of a run; attempts are calls of the hook's steps, first ones and retries. */
public record ChunkTotals(long chunks, long completed, long exhausted, long rejected, long attempts) {
    /** What the meter counts. */
    public long serviced() {
        return completed + exhausted;
    }

    public long documents() {
        return serviced() + rejected;
    }
}
