package dev.backflow.launcher.run;

import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.launcher.sandbox.WorkerTasks;
import dev.backflow.launcher.serve.InlinePool;
import dev.backflow.launcher.serve.ProcessPool;
import dev.backflow.launcher.serve.WorkerPool;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Workers;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.lease.Sleeper;
import dev.backflow.worker.repository.RepositoryAddress;

/** The pool of workers for a tier. */
final class WorkerPools {
    private final LaunchedRun launched;
    private final LedgerDatabase database;
    private final PartitionWorkers workers;
    private final Sandbox sandbox;
    private final ProgramResource program;
    private final RepositoryAddress workerAddress;

    WorkerPools(
            LaunchedRun launched,
            LedgerDatabase database,
            PartitionWorkers workers,
            Sandbox sandbox,
            ProgramResource program,
            RepositoryAddress workerAddress) {
        this.launched = launched;
        this.database = database;
        this.workers = workers;
        this.sandbox = sandbox;
        this.program = program;
        this.workerAddress = workerAddress;
    }

    WorkerPool of(Tier tier) {
        var partitions = new Partitions(database);
        if (tier == Tier.INLINE) {
            return new InlinePool(launched.run(), launched.order(tier), workers, partitions);
        }
        var count = launched.workers(tier);
        int open = partitions.count(launched.run().id()).free();
        var tasks = new WorkerTasks(
                sandbox.taskLauncher(),
                program,
                JobFolder.order(launched.folder()),
                workerAddress.withConnections(count.slots() + 2),
                launched.file().workers().memory());
        return new ProcessPool(
                launched.run(),
                Math.max(1, Math.min(count.workers(), open)),
                tasks,
                partitions,
                new Workers(database),
                new Chunks(database),
                LeaseTimes.DEFAULT,
                launched.observer(),
                Sleeper.real());
    }
}
