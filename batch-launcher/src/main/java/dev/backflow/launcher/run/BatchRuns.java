package dev.backflow.launcher.run;

import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.RestartPlan;
import dev.backflow.launcher.plan.RunPlan;
import dev.backflow.launcher.report.RunSummary;
import dev.backflow.launcher.repository.LauncherLock;
import dev.backflow.launcher.repository.OpenRepository;
import dev.backflow.launcher.repository.ReadRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.run.aws.S3Clients;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.job.HookJar;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Patience;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.RepositoryTables;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs jobs as Spring Batch jobs on the job's repository, one launcher at a time. */
public final class BatchRuns implements RunControl {
    private final Repositories repositories;
    private final HookProbe hooks;
    private final Function<JobFile, RunPlaces> files;
    private final ProgramResource program;
    private final StopSignal stop;
    private final InstantSource clock;

    /**
     * @param files where the runs of a job keep theirs
     * @param program the launcher itself, as worker processes are started from it
     * @param stop asks the run to end in good order
     */
    public BatchRuns(
            Repositories repositories,
            HookProbe hooks,
            Function<JobFile, RunPlaces> files,
            ProgramResource program,
            StopSignal stop,
            InstantSource clock) {
        this.repositories = repositories;
        this.hooks = hooks;
        this.files = files;
        this.program = program;
        this.stop = stop;
        this.clock = clock;
    }

    @Override
    public RunPlan plan(RunRequest request, RunObserver observer) {
        try {
            return new DryRun(repositories, hooks, places(request)).plan(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(ExitCode.INTERRUPTED, "Interrupted.", e);
        } catch (IOException | RuntimeException e) {
            throw Faults.told(e);
        }
    }

    @Override
    public RestartPlan explain(RunRequest request) {
        var folder = JobFolder.of(request.data(), request.job().name());
        try (ReadRepository repository = repositories.read(folder.repository())) {
            Optional<Run> last = repository == null
                    ? Optional.empty()
                    : new Runs(repository.ledger()).last(request.job().name());
            if (repository == null || last.isEmpty()) {
                throw noRun(request);
            }
            RunChoice choice = choice(
                    request,
                    folder,
                    HookHash.of(request.job().file().hook().jar()).sha256(),
                    repository.ledger());
            var obstacles = new ArrayList<String>();
            if (last.get().unfinished()) {
                obstacles.addAll(choice.unlike(last.get()));
                if (LauncherPresence.in(folder)) {
                    obstacles.add("A launcher on this host is serving the job now.");
                }
            }
            return new RestartExplanation(
                            repository.ledger(), last.get(), places(request).of(last.get()))
                    .plan(LedgerHistory.state(request.data(), last.get()), obstacles);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(ExitCode.INTERRUPTED, "Interrupted.", e);
        } catch (Exception e) {
            throw Faults.told(e);
        }
    }

    @Override
    public RunEnd run(RunRequest request, RunObserver observer) {
        JobFile file = request.job().file();
        try {
            String hookHash = checked(file.hook());
            var folder = JobFolder.of(request.data(), request.job().name());
            var look = new HookLook(hooks, file.hook());
            try (LauncherLock lock = new LauncherSeat(folder, Sleeper.real()).take()) {
                if (lock == null) {
                    throw alreadyRunning(request);
                }
                Failpoint.LOCK_TAKEN.hit();
                if (request.verb() == RunRequest.Verb.RUN && folder.lastRunIsReported()) {
                    look.begin();
                }
                return locked(request, observer, folder, hookHash, look);
            } finally {
                look.drop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(ExitCode.INTERRUPTED, "Interrupted.", e);
        } catch (Exception e) {
            throw Faults.told(e);
        }
    }

    private RunEnd locked(RunRequest request, RunObserver observer, JobFolder folder, String hookHash, HookLook look)
            throws Exception {
        JobFile file = request.job().file();
        try (Cloud cloud = JobCloud.of(file, observer, stop);
                var stores = new Stores(S3Clients.ofEnvironment(file.aws().region()));
                OpenRepository repository = repositories.open(folder.repository(), file);
                ConfigurableApplicationContext context = LauncherContext.start(
                        repository,
                        program,
                        places(request).stores(),
                        stores,
                        observer,
                        stop,
                        folder.log(),
                        request.spring())) {
            Failpoint.REPOSITORY_OPENED.hit();
            new RepositoryTables(context.getBean(DataSource.class)).create();
            Failpoint.TABLES_CREATED.hit();
            repository.admitWorkers();
            var database = context.getBean(LedgerDatabase.class).patient(context.getBean(Patience.class));
            var choice = choice(request, folder, hookHash, database);
            var execution = context.getBean(RunExecution.class);
            return decide(request, observer, folder, look, choice, execution, cloud);
        }
    }

    private RunEnd decide(
            RunRequest request,
            RunObserver observer,
            JobFolder folder,
            HookLook look,
            RunChoice choice,
            RunExecution execution,
            @Nullable Cloud cloud)
            throws Exception {
        Optional<Run> last = choice.last();
        if (last.isEmpty() || !last.get().unfinished()) {
            if (request.verb() == RunRequest.Verb.RESTART) {
                return untouched(request, folder, last);
            }
            return executed(begun(request, choice, folder, observer, cloud), new ServingTier(false), look, execution);
        }
        RunChoice.Taken taken = choice.take(last.get());
        Failpoint.TAKEOVER_AFTER.hit();
        var launched = launched(request, taken.run(), folder, observer, cloud);
        boolean notPlanned = taken.run().phase() == Phase.PLAN && taken.run().documents() == null;
        if (request.fresh() || (notPlanned && !taken.unlike().isEmpty())) {
            requireItsSandbox(taken.run(), cloud);
            abandon(launched, execution);
            return executed(begun(request, choice, folder, observer, cloud), new ServingTier(false), look, execution);
        }
        if (!taken.unlike().isEmpty()) {
            var problems = new ArrayList<>(taken.unlike());
            problems.add(
                    "Run %d is unfinished. Put back what it began with to finish it, or give it up for a new run with --new."
                            .formatted(taken.run().number()));
            throw new LaunchException(ExitCode.CONFIGURATION_WRONG, problems);
        }
        observer.note("Resuming run %d of job '%s'."
                .formatted(taken.run().number(), taken.run().job()));
        return executed(launched, new ServingTier(taken.suspected()), look, execution);
    }

    private LaunchedRun begun(
            RunRequest request, RunChoice choice, JobFolder own, RunObserver observer, @Nullable Cloud cloud)
            throws IOException {
        Run run = choice.begin();
        Failpoint.RUN_BEGUN.hit();
        new RunOverrides(Path.of(""), request.overrides()).write(RunPlaces.folder(run, own));
        Failpoint.OVERRIDES_WRITTEN.hit();
        return launched(request, run, own, observer, cloud);
    }

    private LaunchedRun launched(
            RunRequest request, Run run, JobFolder own, RunObserver observer, @Nullable Cloud cloud) {
        return new LaunchedRun(
                request.job(),
                run,
                RunPlaces.folder(run, own),
                places(request).of(run),
                places(request).ofJob(run),
                observer,
                stop,
                Runtime.getRuntime().availableProcessors(),
                cloud);
    }

    /** A run is torn down where it was deployed, which a job file that serves elsewhere now does not say any more. */
    private static void requireItsSandbox(Run run, @Nullable Cloud cloud) {
        if (cloud == null
                && run.documents() != null
                && run.tier().equals(Tier.FARGATE.name().toLowerCase(Locale.ROOT))) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    "Run %d of job '%s' has a sandbox in AWS, but the job file serves elsewhere now. Put tier: fargate and aws back, and give the run up with --new then; or remove its sandbox first, with: sandbox destroy --job=%s --run=%d"
                            .formatted(run.number(), run.job(), run.job(), run.number()));
        }
    }

    private static void abandon(LaunchedRun launched, RunExecution execution) throws InterruptedException {
        Throwable fault = execution.abandon(launched);
        if (fault != null) {
            throw Faults.told(fault);
        }
        launched.observer().note("Run %d was given up.".formatted(launched.run().number()));
    }

    private RunEnd executed(LaunchedRun launched, ServingTier tier, HookLook look, RunExecution execution)
            throws InterruptedException, IOException {
        Throwable fault = execution.execute(launched, tier, look);
        Run ended = execution.reread(launched.run());
        if (fault != null && (ended.documents() == null || fault instanceof SupersededException)) {
            throw Faults.told(fault);
        }
        try {
            return RunEnds.of(launched, ended, RunSummary.read(launched.folder()), fault);
        } catch (IOException e) {
            if (fault != null) {
                // It kept the report from being written, and says more than that there is none.
                throw Faults.told(fault);
            }
            throw e;
        }
    }

    private RunEnd untouched(RunRequest request, JobFolder own, Optional<Run> last) throws IOException {
        if (last.isEmpty()) {
            throw noRun(request);
        }
        Path folder = RunPlaces.folder(last.get(), own);
        var summary = new RunSummaryCopy(places(request).of(last.get()), folder).read(last.get());
        return RunEnds.untouched(request, last.get(), folder, summary);
    }

    private static LaunchException noRun(RunRequest request) {
        return new LaunchException(
                ExitCode.COMMAND_LINE_WRONG,
                "Job '%s' has no run that could be restarted. Start its first one with --job=%s."
                        .formatted(request.job().name(), request.job().name()));
    }

    private RunChoice choice(RunRequest request, JobFolder folder, String hookHash, LedgerDatabase database) {
        JobFile file = request.job().file();
        var wanted = new NewRun(
                request.job().name(),
                HostName.read() + ":" + folder.folder(),
                file.tier().name().toLowerCase(Locale.ROOT),
                file.limit(),
                file.identity(),
                hookHash,
                clock.instant());
        return new RunChoice(
                new Runs(database),
                new Partitions(database),
                places(request).folders(file, folder),
                wanted,
                Sleeper.real());
    }

    private RunPlaces places(RunRequest request) {
        return files.apply(request.job().file());
    }

    private static String checked(HookJar hook) throws IOException {
        String found = HookHash.of(hook.jar()).sha256();
        @Nullable String wanted = hook.sha256();
        if (wanted != null && !wanted.equals(found)) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    "The hook jar %s has SHA-256 %s, but hook.sha256 says %s. Put the right jar there, or correct hook.sha256."
                            .formatted(hook.jar(), found, wanted));
        }
        return found;
    }

    private static LaunchException alreadyRunning(RunRequest request) {
        return new LaunchException(
                ExitCode.ALREADY_RUNNING,
                "Job '%s' is running already, by another launcher on this host. Wait until it has ended, or look at it with: runs show --job=%s"
                        .formatted(request.job().name(), request.job().name()));
    }
}
