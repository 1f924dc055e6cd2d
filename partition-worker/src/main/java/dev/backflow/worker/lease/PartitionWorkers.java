package dev.backflow.worker.lease;

import dev.backflow.engine.EngineOptions;
import dev.backflow.engine.HookEngine;
import dev.backflow.engine.HookJar;
import dev.backflow.engine.RetryRule;
import dev.backflow.engine.StuckStep;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.FileDocumentStore;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Leases;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.result.BundledResults;
import dev.backflow.run.result.FileSystemProbe;
import dev.backflow.run.result.PerDocumentResults;
import dev.backflow.run.result.ResultStore;
import dev.backflow.worker.order.WorkOrder;
import dev.backflow.worker.step.PartitionSteps;
import dev.backflow.worker.step.Publisher;
import dev.backflow.worker.step.ServingParts;
import dev.backflow.worker.step.Solitude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes workers for work orders, in whichever process. */
public final class PartitionWorkers {
    private final LedgerDatabase database;
    private final JobRepository jobRepository;
    private final TransactionTemplate transaction;
    private final Sleeper sleeper;
    private final InstantSource clock;

    public PartitionWorkers(
            LedgerDatabase database,
            JobRepository jobRepository,
            TransactionTemplate transaction,
            Sleeper sleeper,
            InstantSource clock) {
        this.database = database;
        this.jobRepository = jobRepository;
        this.transaction = transaction;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * Loads and starts the hook, and makes a worker that serves by it.
     *
     * @param stuck told of a step that cannot be stopped
     * @throws dev.backflow.engine.HookJarException if the hook will not do
     */
    public ServingWorker open(WorkOrder order, WorkerName name, LeaseTimes times, StuckStep stuck) {
        // What can fail goes first: a hook that was started has to be stopped again.
        Publisher publisher = publisher(order);
        var store = new FileDocumentStore(order.source(), order.folder().resolve("scratch"));
        var ending = new Ending();
        HookJar hook = HookJar.open(order.hookJar(), order.hookClass(), order.settings());
        var engine = new HookEngine(
                hook.hook(),
                EngineOptions.defaults()
                        .withRetries(new RetryRule(order.retries()))
                        .withStuckStep(stuck)
                        .withStopping(ending::isDecided));
        var worker = worker(order, name, times, engine, store, publisher, ending);
        return new ServingWorker(worker, hook, engine);
    }

    /** A worker for a hook that was started elsewhere. */
    PartitionWorker worker(
            WorkOrder order,
            WorkerName name,
            LeaseTimes times,
            HookEngine engine,
            DocumentStore store,
            Publisher publisher,
            Ending ending) {
        var leases = new Leases(database);
        var parts = new ServingParts(
                order, engine, store, publisher, leases, jobRepository, transaction, new Solitude(), clock);
        return new PartitionWorker(
                name,
                order.epoch(),
                order.slots(),
                new Runs(database),
                new Workers(database),
                leases,
                new PartitionSteps(parts),
                times,
                sleeper,
                clock,
                ending);
    }

    /** Publishes results of a run; also what its workers have left behind. */
    public Publisher publisher(WorkOrder order) {
        return new Publisher(new Chunks(database), results(order), order.folder(), order.runId(), order.run());
    }

    /** Where the results of a run go; the folder is made when missing. */
    public ResultStore results(WorkOrder order) {
        try {
            Files.createDirectories(order.results());
            return order.resultLayout().equals(WorkOrder.BUNDLED)
                    ? new BundledResults(order.job(), order.results())
                    : new PerDocumentResults(
                            order.job(),
                            order.results(),
                            FileSystemProbe.resultNameIn(order.job(), order.results(), order.run()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
