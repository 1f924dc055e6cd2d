package dev.backflow.worker.step;

import dev.backflow.run.ledger.Lease;
import dev.backflow.run.manifest.ManifestEntry;
import dev.backflow.run.outcome.DocumentOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Serves the documents of one chunk, outside any transaction and holding no connection. A chunk ends when it has the
 * documents asked for, when it has taken {@link ChunkPace#TARGET}, when its outcomes grow large, or when the worker is
 * told to stop.
 */
final class ChunkServer {
    private final ItemReader<ManifestEntry> documents;
    private final ServingProcessor processor;
    private final BooleanSupplier stopping;

    ChunkServer(ItemReader<ManifestEntry> documents, ServingProcessor processor, BooleanSupplier stopping) {
        this.documents = documents;
        this.processor = processor;
        this.stopping = stopping;
    }

    /** @param most how many documents, no more than the lease's grant */
    ServedChunk serve(Lease lease, long most) throws Exception {
        List<DocumentOutcome> outcomes = new ArrayList<>();
        if (lease.hasLostItsNextDocumentAlone()) {
            outcomes.add(processor.lost(next(lease), lease.deaths()));
            return new ServedChunk(lease, outcomes);
        }
        long started = System.nanoTime();
        long characters = 0;
        while (outcomes.size() < most
                && characters < ChunkPace.MOST_CHARACTERS
                && System.nanoTime() - started < ChunkPace.TARGET.toNanos()
                && !stopping.getAsBoolean()) {
            DocumentOutcome outcome = processor.process(next(lease));
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

    private static long size(Object value) {
        if (value instanceof CharSequence text) {
            return text.length();
        }
        if (value instanceof Iterable<?> list) {
            long sum = 0;
            for (Object item : list) {
                sum += item == null ? 0 : size(item);
            }
            return sum;
        }
        if (value instanceof Map<?, ?> map) {
            return size(map.keySet()) + size(map.values());
        }
        return Long.BYTES;
    }
}
