package dev.backflow.run.manifest;

/**
 * How finely a run is cut. Small partitions let uneven documents even out; each costs a lease, so they are not cut finer
 * than that takes.
 *
 * @param slots how many partitions can be served at the same time when the run has all the workers it may have
 */
public record PartitionPlan(int slots) {
    private static final int PARTITIONS_PER_SLOT = 8;
    private static final int MOST_DOCUMENTS = 1_000;

    public PartitionPlan {
        if (slots < 1) {
            throw new IllegalArgumentException("slots must be at least 1, was " + slots);
        }
    }

    /**
     * How many documents a partition takes; the last takes what is left.
     *
     * @param documents how many the run has, 0 or more
     * @return 1 to {@value #MOST_DOCUMENTS}; 1 only when there are too few documents to give each slot two
     */
    public long documentsPerPartition(long documents) {
        if (documents < 0) {
            throw new IllegalArgumentException("documents must not be negative, was " + documents);
        }
        int least = documents < 2L * slots ? 1 : 2;
        long even = documents / ((long) PARTITIONS_PER_SLOT * slots);
        return Math.max(least, Math.min(even, MOST_DOCUMENTS));
    }
}
