package dev.backflow.worker.step;

import dev.backflow.engine.HookEngine;
import dev.backflow.engine.Served;
import dev.backflow.hook.Failure;
import dev.backflow.hook.Response;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.manifest.ManifestEntry;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Serves one document of a partition through the hook's engine, and says what came of it. */
final class ServingProcessor implements ItemProcessor<ManifestEntry, DocumentOutcome> {
    /** A further death means that the process died while the hook answered for the document. */
    private static final int MOST_DEATHS_TO_ASK_THE_HOOK = Lease.DEATHS_BEFORE_ALONE + 1;

    private final HookEngine engine;
    private final DocumentStore store;
    private final InstantSource clock;
    private final int partition;
    private final String worker;

    ServingProcessor(HookEngine engine, DocumentStore store, InstantSource clock, int partition, String worker) {
        this.engine = engine;
        this.store = store;
        this.clock = clock;
        this.partition = partition;
        this.worker = worker;
    }

    /**
     * @throws InterruptedException if the slot was told to drop the document; it has no outcome then
     * @throws UnreadableSourceException if the source as a whole is out of reach, which is no fault of the document and
     *     uses up none of its attempts
     */
    @Override
    public DocumentOutcome process(ManifestEntry entry) throws InterruptedException {
        var document = new StoredDocument(store, entry.document());
        Instant startedAt = clock.instant();
        long started = System.nanoTime();
        Failpoint.HOOK_BEFORE.hit();
        Served served = engine.serve(document);
        Failpoint.HOOK_AFTER.hit();
        forgetInterrupt();
        UnreadableSourceException fault = document.fault();
        if (fault != null) {
            throw fault;
        }
        return outcome(entry, document, served, startedAt, started);
    }

    /** The outcome of a document that took its process with it while it was served alone: no further try. */
    DocumentOutcome lost(ManifestEntry entry, int deaths) throws InterruptedException {
        var document = new StoredDocument(store, entry.document());
        Instant startedAt = clock.instant();
        long started = System.nanoTime();
        var failure = new Failure(
                "process",
                "WORKER_LOST",
                "the worker's process died %d times at this document, the last time with no other beside it"
                        .formatted(deaths),
                "",
                deaths);
        Served served =
                deaths > MOST_DEATHS_TO_ASK_THE_HOOK ? withoutHook(failure) : engine.exhausted(failure, document);
        forgetInterrupt();
        return outcome(entry, document, served, startedAt, started);
    }

    /** The process died again while the hook answered for the document: the hook is left out. */
    private static Served withoutHook(Failure failure) {
        Response response = failure.toResponse();
        return new Served(
                dev.backflow.engine.Verdict.EXHAUSTED,
                response.status(),
                new LinkedHashMap<String, @Nullable Object>(response.payload()),
                failure.attempts(),
                failure);
    }

    /**
     * A hook may leave its thread interrupted. What follows uses file channels, the embedded database's among them, and
     * an interrupted thread closes those for everybody. Whoever stops a worker does not count on interrupts.
     */
    private static void forgetInterrupt() {
        Thread.interrupted();
    }

    private DocumentOutcome outcome(
            ManifestEntry entry, StoredDocument document, Served served, Instant startedAt, long started) {
        Verdict verdict = Verdict.valueOf(served.verdict().name());
        return new DocumentOutcome(
                entry.ordinal(),
                partition,
                entry.document().key(),
                entry.document().version(),
                verdict,
                served.status(),
                served.payload(),
                verdict == Verdict.REJECTED ? 0 : served.attempts(),
                worker,
                startedAt,
                Duration.ofNanos(System.nanoTime() - started),
                entry.document().size(),
                document.sha256(),
                verdict == Verdict.EXHAUSTED ? error(served.failure()) : null);
    }

    private static @Nullable String error(@Nullable Failure failure) {
        return failure == null ? null : failure.step() + ": " + failure.type() + ": " + failure.message();
    }
}
