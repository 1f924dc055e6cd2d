package dev.backflow.run.ledger;

/**
 * One chunk that became true: documents {@code [firstOrdinal, endOrdinal)} of a partition.
 *
 * @param fence the lease under which it was settled
 * @param attempts calls of the hook's steps over all its documents, first attempts and retries
 * @param segment where its outcomes are, relative to the run's folder
 */
public record SettledChunk(
        int partition,
        long firstOrdinal,
        long endOrdinal,
        long fence,
        int completed,
        int exhausted,
        int rejected,
        long attempts,
        String segment) {
    public SettledChunk {
        if (firstOrdinal >= endOrdinal) {
            throw new IllegalArgumentException(
                    "chunk of partition %d has no document: %d to %d".formatted(partition, firstOrdinal, endOrdinal));
        }
        if (completed + exhausted + rejected != endOrdinal - firstOrdinal) {
            throw new IllegalArgumentException("chunk of partition %d has %d outcomes for documents %d to %d"
                    .formatted(partition, completed + exhausted + rejected, firstOrdinal, endOrdinal));
        }
    }

    /** What the meter counts: completed, or retries exhausted. */
    public int serviced() {
        return completed + exhausted;
    }
}
