package dev.backflow.run.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Where one partition stands, as its row says.
 *
 * @param isDone whether all its documents are settled
 * @param isOpen whether it may still be served; a partition that is neither was left by the end of its run
 * @param endOrdinal exclusive
 * @param byteOffset where its first document stands in the manifest
 * @param nextOrdinal the first document without an outcome
 * @param chunkEnd end (exclusive) of the chunk that was begun last
 * @param begun whether the lease that is on it had begun that chunk
 * @param owner the worker that leases it, alive or not; null for none
 * @param granted units of the meter that it holds
 * @param deaths how often a worker died in that chunk
 */
public record PartitionState(
        int partition,
        boolean isDone,
        boolean isOpen,
        long firstOrdinal,
        long endOrdinal,
        long byteOffset,
        long nextOrdinal,
        long chunkEnd,
        boolean begun,
        @Nullable String owner,
        long granted,
        int deaths) {}
