package dev.backflow.run.result;

import dev.backflow.run.outcome.ChunkId;

/** What the results of a chunk are called when they are together: says job, run, first ordinal, partition and fence. */
public final class BundleName {
    private static final int ORDINAL_DIGITS = 10;

    private BundleName() {}

    /** The name, relative to where the results are, with {@code /}. */
    public static String of(String job, ChunkId chunk) {
        // By hand, as the ledger asks for each document; padded, so that names sort as the documents do.
        var ordinal = Long.toString(chunk.firstOrdinal());
        return job + "-" + chunk.run() + "/" + "0".repeat(Math.max(0, ORDINAL_DIGITS - ordinal.length())) + ordinal
                + "-p" + chunk.partition() + "-f" + chunk.fence() + ".jsonl";
    }
}
