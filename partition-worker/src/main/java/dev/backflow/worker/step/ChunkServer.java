package dev.backflow.worker.step;

import dev.backflow.run.ledger.Lease;
import dev.backflow.run.manifest.ManifestEntry;
import dev.backflow.run.outcome.DocumentOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Serves the documents of one chunk, outside any transaction and holding no connection. A chunk ends when it has the
 * documents asked for, when it has taken {@link ChunkPace#TARGET}, when its outcomes grow large, or when the worker is
 * told to stop.
 */
final class ChunkServer {
    private final ItemReader<ManifestEntry> documents;
    private final ItemProcessor<ManifestEntry, DocumentOutcome> processor;
    private final LostDocuments lost;
    private final BooleanSupplier stopping;
    private final LongSupplier nanoTime;

    /** @param nanoTime where durations are read, {@link System#nanoTime} but in tests */
    ChunkServer(
            ItemReader<ManifestEntry> documents,
            ItemProcessor<ManifestEntry, DocumentOutcome> processor,
            LostDocuments lost,
            BooleanSupplier stopping,
            LongSupplier nanoTime) {
        this.documents = documents;
        this.processor = processor;
        this.lost = lost;
        this.stopping = stopping;
        this.nanoTime = nanoTime;
    }

    /** @param most how many documents, no more than the lease's grant */
    ServedChunk serve(Lease lease, long most) throws Exception {
        List<DocumentOutcome> outcomes = new ArrayList<>();
        if (lease.hasLostItsNextDocumentAlone()) {
            outcomes.add(lost.outcome(next(lease), lease.deaths()));
            return new ServedChunk(lease, outcomes);
        }
        // Rejected documents leave their units, so that a partition can hold more of them than it has documents left.
        long limit = Math.min(most, lease.endOrdinal() - lease.nextOrdinal());
        long started = nanoTime.getAsLong();
        long characters = 0;
        while (outcomes.size() < limit
                && characters < ChunkPace.MOST_CHARACTERS
                && nanoTime.getAsLong() - started < ChunkPace.TARGET.toNanos()
                && !stopping.getAsBoolean()) {
            DocumentOutcome outcome = Objects.requireNonNull(processor.process(next(lease)));
            outcomes.add(outcome);
            characters += size(outcome.payload());
        }
        return new ServedChunk(lease, outcomes);
    }

    private ManifestEntry next(Lease lease) throws Exception {
        ManifestEntry entry = documents.read();
        if (entry == null) {
            throw new IllegalStateException("the manifest of run %d ends inside partition %d, which goes to ordinal %d"
                    .formatted(lease.run().number(), lease.partition(), lease.endOrdinal()));
        }
        return entry;
    }

    /** Says what became of a document that is given no further try. */
    @FunctionalInterface
    interface LostDocuments {
        DocumentOutcome outcome(ManifestEntry entry, int deaths) throws InterruptedException;
    }

    private static long size(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text.length();
        }
        if (value instanceof Iterable<?> list) {
            long sum = 0;
            for (Object item : list) {
                sum += size(item);
            }
            return sum;
        }
        if (value instanceof Map<?, ?> map) {
            return size(map.keySet()) + size(map.values());
        }
        return Long.BYTES;
    }
}
