package dev.backflow.launcher.report;

import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DamagedSegmentException;
import dev.backflow.run.outcome.SegmentReader;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a run's chunks in the order of the manifest. Within a segment they may have any order, and chunks
 * that should not overlap may do so after a fault; so those that may hold the next document are in memory, and no more.
 */
final class SettledOutcomes {
    private final RunStore store;
    private final Iterator<ChunkId> chunks;
    private final Findings findings;
    private final PriorityQueue<SettledOutcome> ahead =
            new PriorityQueue<>(Comparator.comparingLong(SettledOutcome::ordinal));
    private @Nullable ChunkId next;

    /** @param chunks in the order of their first ordinals */
    SettledOutcomes(RunStore store, Iterator<ChunkId> chunks, Findings findings) {
        this.store = store;
        this.chunks = chunks;
        this.findings = findings;
        this.next = advance();
    }

    /** The next outcome of a document up to that ordinal, or null if there is none left. */
    @Nullable
    SettledOutcome poll(long ordinal) throws IOException {
        while (next != null && next.firstOrdinal() <= ordinal) {
            read(next);
            var before = next;
            next = advance();
            if (next != null && next.firstOrdinal() < before.firstOrdinal()) {
                throw new IllegalArgumentException(
                        "chunks must come in the order of their first ordinals: %s came after %s"
                                .formatted(next, before));
            }
        }
        var head = ahead.peek();
        return head != null && head.ordinal() <= ordinal ? ahead.poll() : null;
    }

    private @Nullable ChunkId advance() {
        return chunks.hasNext() ? chunks.next() : null;
    }

    private void read(ChunkId chunk) throws IOException {
        try (var segment = SegmentReader.openWithoutPayloads(store, chunk)) {
            for (var outcome = segment.next(); outcome != null; outcome = segment.next()) {
                ahead.add(new SettledOutcome(chunk, outcome));
            }
        } catch (DamagedSegmentException e) {
            findings.add(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            findings.add(
                    "Segment is missing: %s holds the outcomes of a settled chunk. Restore it from a backup of the run's folder."
                            .formatted(e.getFile()));
        }
    }
}
