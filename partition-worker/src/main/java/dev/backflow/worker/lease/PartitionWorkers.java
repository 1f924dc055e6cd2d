package dev.backflow.worker.lease;

import dev.backflow.engine.EngineOptions;
import dev.backflow.engine.HookEngine;
import dev.backflow.engine.HookJar;
import dev.backflow.engine.RetryRule;
import dev.backflow.engine.StuckStep;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.job.ResultLayout;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Leases;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.result.ResultStore;
import dev.backflow.run.store.RunStore;
import dev.backflow.run.store.RunStores;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.order.HookFile;
import dev.backflow.worker.order.WorkOrder;
import dev.backflow.worker.step.PartitionSteps;
import dev.backflow.worker.step.Publisher;
import dev.backflow.worker.step.ServingParts;
import dev.backflow.worker.step.Solitude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes workers for work orders, in whichever process. */
public final class PartitionWorkers {
    private final LedgerDatabase database;
    private final JobRepository jobRepository;
    private final TransactionTemplate transaction;
    private final RunStores runFiles;
    private final Stores stores;
    private final Sleeper sleeper;
    private final InstantSource clock;
    private final WorkerTerms terms;

    /** Workers that live as long as their run. */
    public PartitionWorkers(
            LedgerDatabase database,
            JobRepository jobRepository,
            TransactionTemplate transaction,
            RunStores runFiles,
            Stores stores,
            Sleeper sleeper,
            InstantSource clock) {
        this(database, jobRepository, transaction, runFiles, stores, sleeper, clock, WorkerTerms.ofThisMachine());
    }

    /** @param terms of the workers that are made here */
    public PartitionWorkers(
            LedgerDatabase database,
            JobRepository jobRepository,
            TransactionTemplate transaction,
            RunStores runFiles,
            Stores stores,
            Sleeper sleeper,
            InstantSource clock,
            WorkerTerms terms) {
        this.terms = terms;
        this.database = database;
        this.jobRepository = jobRepository;
        this.transaction = transaction;
        this.runFiles = runFiles;
        this.stores = stores;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * Loads and starts the hook, and makes a worker that serves by it.
     *
     * @param scratch a folder of this worker's process for what need not outlive it
     * @param stuck told of a step that cannot be stopped
     * @throws dev.backflow.engine.HookJarException if the hook will not do
     */
    public ServingWorker open(WorkOrder order, Path scratch, WorkerName name, LeaseTimes times, StuckStep stuck) {
        // What can fail goes first: a hook that was started has to be stopped again.
        Publisher publisher = publisher(order);
        var store = stores.documents(order.source(), scratch, order.backup(), files(order));
        var ending = new Ending();
        HookJar hook = HookJar.open(hookJar(order, scratch), order.hookClass(), order.settings());
        var engine = new HookEngine(
                hook.hook(),
                EngineOptions.defaults()
                        .withRetries(new RetryRule(order.retries()))
                        .withStuckStep(stuck)
                        .withStopping(ending::isDecided));
        var worker = worker(order, name, times, engine, store, publisher, ending);
        return new ServingWorker(worker, hook, engine);
    }

    private Path hookJar(WorkOrder order, Path scratch) {
        try {
            return HookFile.of(order, files(order), scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunStore files(WorkOrder order) {
        return runFiles.of(order.store());
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
                order,
                files(order),
                engine,
                store,
                publisher,
                leases,
                jobRepository,
                transaction,
                new Solitude(),
                clock);
        return new PartitionWorker(
                name,
                order.epoch(),
                order.slots(),
                new Runs(database),
                new Workers(database),
                leases,
                new PartitionSteps(parts),
                times,
                terms,
                sleeper,
                clock,
                ending);
    }

    /** Publishes results of a run; also what its workers have left behind. */
    public Publisher publisher(WorkOrder order) {
        return new Publisher(new Chunks(database), results(order), files(order), order.runId(), order.run());
    }

    /** Where the results of a run go; the folder is made when missing. */
    public ResultStore results(WorkOrder order) {
        try {
            return stores.results(
                    order.job(),
                    order.run(),
                    order.results(),
                    order.resultLayout().equals(WorkOrder.BUNDLED) ? ResultLayout.BUNDLED : ResultLayout.PER_DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
