package dev.backflow.launcher.run;

import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.RestartPlan;
import dev.backflow.launcher.plan.RunPlan;
import dev.backflow.launcher.repository.LauncherLock;
import dev.backflow.launcher.repository.OpenRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.run.aws.S3Clients;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Patience;
import dev.backflow.run.ledger.RepositoryTables;
import dev.backflow.run.time.Sleeper;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs jobs as Spring Batch jobs on the job's repository, one launcher at a time. Here a launcher gets what a start needs,
 * the lock, the repository and the context; what it does with them is {@link RunStart}'s.
 */
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
        return told(() -> new DryRun(repositories, hooks, places(request)).plan(request));
    }

    @Override
    public RestartPlan explain(RunRequest request) {
        return told(() -> new ExplainedRestart(repositories, places(request), clock).of(request));
    }

    @Override
    public RunOverrides begunWith(String job, @Nullable JobFile file, Path data) {
        var last = new LastOverrides(repositories, JobFolder.of(data, job));
        return told(() -> file == null ? last.here() : last.of(job, file, files.apply(file)));
    }

    @Override
    public RunEnd run(RunRequest request, RunObserver observer) {
        return told(() -> alone(request, observer));
    }

    private RunEnd alone(RunRequest request, RunObserver observer) throws Exception {
        JobFile file = request.job().file();
        HookHash hook = HookHash.required(file.hook());
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
            return locked(request, observer, folder, hook, look);
        } finally {
            look.drop();
        }
    }

    private RunEnd locked(RunRequest request, RunObserver observer, JobFolder folder, HookHash hook, HookLook look)
            throws Exception {
        JobFile file = request.job().file();
        RunPlaces places = places(request);
        try (Cloud cloud = JobCloud.of(file, observer, stop);
                var stores = new Stores(S3Clients.ofEnvironment(file.aws().region()));
                OpenRepository repository = repositories.open(folder.repository(), file);
                ConfigurableApplicationContext context = LauncherContext.start(
                        repository, program, places.stores(), stores, observer, stop, folder.log(), request.spring())) {
            Failpoint.REPOSITORY_OPENED.hit();
            new RepositoryTables(context.getBean(DataSource.class)).create();
            Failpoint.TABLES_CREATED.hit();
            repository.admitWorkers();
            var ledger = context.getBean(LedgerDatabase.class).patient(context.getBean(Patience.class));
            var choice = RunChoice.of(request, folder, hook, ledger, places, clock);
            return new RunStart(request, folder, places, observer, stop, cloud)
                    .begin(choice, context.getBean(RunExecution.class), look);
        }
    }

    private interface Work<T> {
        T done() throws Exception;
    }

    private static <T> T told(Work<T> work) {
        try {
            return work.done();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(ExitCode.INTERRUPTED, "Interrupted.", e);
        } catch (Exception e) {
            throw Faults.told(e);
        }
    }

    private RunPlaces places(RunRequest request) {
        return files.apply(request.job().file());
    }

    private static LaunchException alreadyRunning(RunRequest request) {
        return new LaunchException(
                ExitCode.ALREADY_RUNNING,
                "Job '%s' is running already, by another launcher on this host. Wait until it has ended, or look at it with: runs show --job=%s"
                        .formatted(request.job().name(), request.job().name()));
    }
}
