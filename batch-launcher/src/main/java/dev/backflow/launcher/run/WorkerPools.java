package dev.backflow.launcher.run;

import dev.backflow.launcher.repository.OpenRepository;
import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.launcher.sandbox.WorkerSettings;
import dev.backflow.launcher.serve.InlinePool;
import dev.backflow.launcher.serve.PoolPace;
import dev.backflow.launcher.serve.ProcessPool;
import dev.backflow.launcher.serve.ScalingRules;
import dev.backflow.launcher.serve.WorkerPool;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.BatchExecutions;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.order.WorkOrderFile;
import dev.backflow.worker.repository.RepositoryAddress;
import java.sql.SQLException;
import java.time.InstantSource;

/** The pool of workers for a tier. */
final class WorkerPools {
    private final LaunchedRun launched;
    private final LedgerDatabase database;
    private final PartitionWorkers workers;
    private final Sandbox sandbox;
    private final OpenRepository repository;
    private final LeaseTimes times;
    private final InstantSource clock;

    WorkerPools(
            LaunchedRun launched,
            LedgerDatabase database,
            PartitionWorkers workers,
            Sandbox sandbox,
            OpenRepository repository,
            LeaseTimes times,
            InstantSource clock) {
        this.launched = launched;
        this.database = database;
        this.workers = workers;
        this.sandbox = sandbox;
        this.repository = repository;
        this.times = times;
        this.clock = clock;
    }

    /**
     * To be asked before anything is deployed for them, as well: what is deployed costs money.
     *
     * @throws LaunchException if the workers would need more connections than the database server has for them
     */
    void requireConnections(Tier tier) throws SQLException {
        if (tier == Tier.INLINE) {
            return;
        }
        String problem = repository
                .connectionBudget()
                .problem(
                        most(tier),
                        connections(tier),
                        repository.launcherAddress().connections());
        if (problem != null) {
            throw new LaunchException(ExitCode.CONFIGURATION_WRONG, problem);
        }
    }

    /** No more than there are partitions left for. */
    private int most(Tier tier) {
        int open = new Partitions(database).count(launched.run().id()).free();
        return Math.max(1, Math.min(launched.workers(tier).workers(), open));
    }

    private int connections(Tier tier) {
        return launched.workers(tier).slots() + 2;
    }

    /** @throws LaunchException if the workers would need more connections than the database server has for them */
    WorkerPool of(Tier tier) throws SQLException {
        var partitions = new Partitions(database);
        if (tier == Tier.INLINE) {
            return new InlinePool(launched.run(), launched.order(tier), launched.folder(), workers, partitions);
        }
        int size = most(tier);
        RepositoryAddress each = repository.workerAddress().withConnections(connections(tier));
        String note = repository.note();
        if (note != null) {
            launched.observer().note(note);
        }
        requireConnections(tier);
        var settings = new WorkerSettings(
                launched.store().place(WorkOrderFile.NAME),
                launched.run().epoch(),
                each,
                launched.file().workers().memory(),
                tier == Tier.FARGATE ? launched.file().workers().cpu() : null,
                worker -> BatchExecutions.task(launched.run(), worker));
        return new ProcessPool(
                launched.run(),
                documents(),
                rules(tier, size),
                tier == Tier.FARGATE ? PoolPace.TASKS : PoolPace.PROCESSES,
                sandbox.workers(settings),
                partitions,
                new Workers(database),
                new Chunks(database),
                new Meters(database),
                times,
                launched.observer()::failure,
                Sleeper.real(),
                System::nanoTime);
    }

    private long documents() {
        Long planned = new Runs(database).byId(launched.run().id()).documents();
        return planned == null ? 0 : planned;
    }

    /** Processes of this machine cost nothing, so that all of them start at once unless the job file says otherwise. */
    private ScalingRules rules(Tier tier, int size) {
        var settings = launched.file().workers();
        Integer wanted = settings.min();
        int min = wanted == null ? (tier == Tier.FARGATE ? 1 : size) : wanted;
        var deadline =
                new RunDeadline(launched.file().deadline(), launched.run().startedAt());
        return new ScalingRules(
                Math.min(min, size), size, settings.scaleUpAt() / 100.0, deadline.left(clock.instant()));
    }
}
