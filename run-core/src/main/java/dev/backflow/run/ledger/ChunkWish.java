package dev.backflow.run.ledger;

/**
 * How many documents a lease would like to serve in its next chunk.
 *
 * @param documents 1 or more
 * @param sharers how many slots may ask the same meter: nobody takes more than a fair share of what is left
 */
public record ChunkWish(long documents, int sharers) {
    public ChunkWish {
        if (documents < 1 || sharers < 1) {
            throw new IllegalArgumentException(
                    "a chunk needs at least 1 document and 1 sharer, was %d and %d".formatted(documents, sharers));
        }
    }

    /** Units to take from the meter so that the lease can begin this chunk; 0 when it holds enough or none are left. */
    long unitsLackedBy(Lease lease, Meter meter) {
        long fairShare = Math.max(1, (meter.available() + lease.granted()) / sharers);
        long target = Math.min(Math.min(documents, fairShare), lease.endOrdinal() - lease.nextOrdinal());
        return Math.max(0, Math.min(target - lease.granted(), meter.available()));
    }
}
