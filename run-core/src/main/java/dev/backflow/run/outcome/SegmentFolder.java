package dev.backflow.run.outcome;

import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.util.function.Predicate;

/** All segments of a run. */
public final class SegmentFolder {
    private static final String ALL = "segments/";

    private final RunStore store;

    public SegmentFolder(RunStore store) {
        this.store = store;
    }

    /**
     * Removes the segments of attempts that never became true: a worker died, or was fenced off, between writing one and
     * settling its chunk. Nobody may be serving the run any more.
     *
     * @param settled whether a chunk of the ledger points to that {@linkplain ChunkId#segment() segment}
     * @return how many were removed
     */
    public int sweep(Predicate<String> settled) throws IOException {
        var removed = 0;
        try (var segments = store.list(ALL)) {
            for (var segment = segments.next(); segment != null; segment = segments.next()) {
                if (!settled.test(segment)) {
                    store.delete(segment);
                    removed++;
                }
            }
        }
        return removed;
    }

    /**
     * Removes one segment that no chunk points to, and never will.
     *
     * @param segment as in {@link ChunkId#segment()}
     */
    public void remove(String segment) throws IOException {
        store.delete(segment);
    }
}
