package dev.backflow.run.ledger;

import org.jspecify.annotations.Nullable;

/** One row of {@code BACKFLOW_PARTITION}, as far as the protocol changes it. */
record PartitionRow(
        int partition,
        String state,
        @Nullable String owner,
        long fence,
        long granted,
        long nextOrdinal,
        long begun,
        long chunkEnd,
        int deaths) {}
