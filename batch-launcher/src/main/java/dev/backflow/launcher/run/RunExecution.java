package dev.backflow.launcher.run;

import dev.backflow.launcher.report.SandboxEnd;
import dev.backflow.launcher.repository.OpenRepository;
import dev.backflow.launcher.sandbox.LocalSandbox;
import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.ServerAddress;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.step.RunParameters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Executes a run as a Spring Batch job. The execution is created here rather than by a {@code JobOperator}, which loads
 * every step execution of the run before a restart, thousands of them, to find out what the run's own row says.
 */
final class RunExecution {
    private static final Duration WORKER_GRACE = Duration.ofSeconds(25);
    private static final Duration GRACE_WITHOUT_BOOKS = Duration.ofSeconds(1);
    private static final int MOST_TASKS = 64;

    private final LedgerDatabase database;
    private final JobRepository jobRepository;
    private final PartitionWorkers workers;
    private final Stores stores;
    private final OpenRepository repository;
    private final ProgramResource program;
    private final LeaseTimes times;
    private final InstantSource clock;

    RunExecution(
            LedgerDatabase database,
            JobRepository jobRepository,
            PartitionWorkers workers,
            Stores stores,
            OpenRepository repository,
            ProgramResource program,
            LeaseTimes times,
            InstantSource clock) {
        this.database = database;
        this.jobRepository = jobRepository;
        this.workers = workers;
        this.stores = stores;
        this.repository = repository;
        this.program = program;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Performs all phases.
     *
     * @param look at the hook jar; needed only if the run is still to be planned
     * @return what went wrong first; null when nothing did
     */
    @Nullable
    Throwable execute(LaunchedRun launched, ServingTier tier, HookLook look) throws InterruptedException {
        var runs = new Runs(database);
        var partitions = new Partitions(database);
        var sandbox = sandbox(launched);
        var teardown = new TeardownPhase(launched, database, workers, sandbox, clock);
        var pools = new WorkerPools(launched, database, workers, sandbox, repository, times, clock);
        var progress = new ProgressWatch(launched, runs, partitions, new Meters(database), new Chunks(database));
        var job = new RunJob[1];
        job[0] = new RunJob(
                launched.run().job(),
                jobRepository,
                List.of(
                        new PlanPhase(launched, runs, partitions, stores, look),
                        new DeployPhase(launched, runs, sandbox, pools::requireConnections, tier, progress),
                        new ServePhase(launched, runs, sandbox, pools::of, tier, progress)),
                List.of(teardown, report(launched, () -> outcome(launched, job[0].fault()), teardown::end)));
        try {
            return perform(launched, job[0], runs, sandbox);
        } finally {
            // What is in AWS is not touched without the books, which say whose it is; its dead-man's switch removes it.
            if (sandbox instanceof LocalSandbox local && !(job[0].fault() instanceof SupersededException)) {
                endWithoutBooks(launched, local);
            }
        }
    }

    /**
     * Ends what the job's own tear-down has left. When the job repository is away for good, Spring Batch ends the job
     * before it comes to that; then workers have nothing to write down any more, and nothing to be given time for.
     */
    private void endWithoutBooks(LaunchedRun launched, LocalSandbox sandbox) {
        if (!sandbox.remaining().isEmpty()) {
            new LocalSandbox(program, launched.folder(), new TaskIds(launched.run()), MOST_TASKS, GRACE_WITHOUT_BOOKS)
                    .teardown();
            sandbox.teardown();
        }
    }

    /** Tears an unfinished run down, reports it and closes it; what it has serviced stays serviced. */
    @Nullable
    Throwable abandon(LaunchedRun launched) throws InterruptedException {
        var sandbox = sandbox(launched);
        var teardown = new TeardownPhase(launched, database, workers, sandbox, clock);
        var report = report(launched, () -> RunOutcome.ABANDONED, teardown::end);
        var job = new RunJob(launched.run().job(), jobRepository, List.of(), List.of(teardown, report));
        return perform(launched, job, new Runs(database), sandbox);
    }

    /** The run as it is in the books now. */
    Run reread(Run run) {
        return new Runs(database).byId(run.id());
    }

    private @Nullable Throwable perform(LaunchedRun launched, RunJob job, Runs runs, Sandbox sandbox)
            throws InterruptedException {
        JobParameters parameters = RunParameters.of(launched.run().number());
        JobInstance instance = jobRepository.getJobInstance(job.getName(), parameters);
        if (instance == null) {
            instance = jobRepository.createJobInstance(job.getName(), parameters);
        }
        JobExecution execution = jobRepository.createJobExecution(instance, parameters, new ExecutionContext());
        Failpoint.EXECUTION_CREATED.hit();
        runs.executing(launched.run(), execution.getId());
        Failpoint.EXECUTION_NOTED.hit();
        RunHeartbeat heartbeat = RunHeartbeat.start(runs, launched.run(), launched.stop());
        SandboxBeat beat = SandboxBeat.start(sandbox, launched.stop());
        try {
            job.execute(execution);
        } catch (JobInterruptedException e) {
            throw new InterruptedException(e.getMessage());
        } finally {
            beat.close();
            heartbeat.close();
        }
        Failpoint.EXECUTION_ENDED.hit();
        return job.fault() == null && !execution.getFailureExceptions().isEmpty()
                ? execution.getFailureExceptions().get(0)
                : job.fault();
    }

    private Sandbox sandbox(LaunchedRun launched) {
        Run run = launched.run();
        Cloud cloud = launched.cloud();
        if (cloud != null) {
            var runs = new Runs(database);
            var surroundings = JobCloud.surroundings(launched.observer(), launched.stop(), () -> runs.beat(run));
            var tasks = cloud.tasks(run.job(), run.number(), run.epoch(), MOST_TASKS, surroundings);
            String address = new ServerAddress(database).read();
            return cloud.sandbox(launched.file(), run.job(), run.number(), address, tasks, surroundings);
        }
        var ids = new TaskIds(run);
        return new LocalSandbox(program, launched.folder(), ids, MOST_TASKS, WORKER_GRACE);
    }

    private ReportPhase report(LaunchedRun launched, Supplier<RunOutcome> outcome, Supplier<SandboxEnd> sandbox) {
        return new ReportPhase(
                launched,
                database,
                stores,
                () -> workers.results(launched.order(Tier.PROCESSES)),
                outcome,
                sandbox,
                clock);
    }

    private RunOutcome outcome(LaunchedRun launched, @Nullable Throwable fault) {
        if (fault instanceof StoppedException) {
            return RunOutcome.STOPPED;
        }
        if (fault != null) {
            return RunOutcome.FAILED;
        }
        return new Partitions(database).count(launched.run().id()).isAllClosed()
                ? RunOutcome.COMPLETED
                : RunOutcome.LIMIT_REACHED;
    }
}
