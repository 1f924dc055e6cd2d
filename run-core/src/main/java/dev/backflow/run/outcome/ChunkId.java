package dev.backflow.run.outcome;

/**
 * One attempt at one chunk. The fence is part of it, so that what two owners of a partition write for the same
 * documents never meets under one name.
 *
 * @param run the run's number, from 1
 * @param partition from 0
 * @param firstOrdinal the place of the chunk's first document in the manifest, from 0
 * @param fence the fence of the lease that serves it, from 0
 */
public record ChunkId(int run, int partition, long firstOrdinal, long fence) {
    public ChunkId {
        if (run < 1) {
            throw new IllegalArgumentException("run must be at least 1, was " + run);
        }
        if (partition < 0 || firstOrdinal < 0 || fence < 0) {
            throw new IllegalArgumentException(
                    "partition, first ordinal and fence must be at least 0, were %d, %d and %d"
                            .formatted(partition, firstOrdinal, fence));
        }
    }

    /** Where its segment is, its name in the run's store: what the ledger's chunk row refers to. */
    public String segment() {
        return "segments/p%05d/%010d-f%d.jsonl".formatted(partition, firstOrdinal, fence);
    }
}
