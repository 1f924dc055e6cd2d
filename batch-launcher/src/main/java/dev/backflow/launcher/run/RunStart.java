package dev.backflow.launcher.run;

import dev.backflow.launcher.report.RunSummary;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.SupersededException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One start of a job by a launcher that has the job's lock and its repository: goes on with the unfinished run, gives it
 * up for another one, begins a run, or leaves all as it is.
 */
final class RunStart {
    private final RunRequest request;
    private final JobFolder own;
    private final RunPlaces places;
    private final RunObserver observer;
    private final StopSignal stop;
    private final @Nullable Cloud cloud;

    /**
     * @param own the launcher's folder for the job
     * @param cloud null for a job that runs on this machine
     */
    RunStart(
            RunRequest request,
            JobFolder own,
            RunPlaces places,
            RunObserver observer,
            StopSignal stop,
            @Nullable Cloud cloud) {
        this.request = request;
        this.own = own;
        this.places = places;
        this.observer = observer;
        this.stop = stop;
        this.cloud = cloud;
    }

    /** @param look at the hook, which a run that is planned already does not need */
    RunEnd begin(RunChoice choice, RunExecution execution, HookLook look) throws InterruptedException, IOException {
        Optional<Run> last = choice.last();
        if (last.isEmpty() || !last.get().unfinished()) {
            if (request.verb() == RunRequest.Verb.RESTART) {
                return untouched(last);
            }
            return executed(begun(choice), new ServingTier(false), look, execution);
        }
        RunChoice.Taken taken = choice.take(last.get());
        Failpoint.TAKEOVER_AFTER.hit();
        var launched = launched(taken.run());
        boolean notPlanned = taken.run().phase() == Phase.PLAN && taken.run().documents() == null;
        if (request.fresh() || (notPlanned && !taken.unlike().isEmpty())) {
            requireItsSandbox(taken.run(), files(taken.run()));
            abandon(launched, execution);
            return executed(begun(choice), new ServingTier(false), look, execution);
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

    private LaunchedRun begun(RunChoice choice) throws IOException {
        Run run = choice.begin();
        Failpoint.RUN_BEGUN.hit();
        new RunOverrides(Path.of(""), request.overrides())
                .write(RunPlaces.folder(run, own), RunPlaces.isElsewhere(run) ? places.of(run) : null);
        Failpoint.OVERRIDES_WRITTEN.hit();
        return launched(run);
    }

    private LaunchedRun launched(Run run) {
        return new LaunchedRun(
                request.job(),
                run,
                RunPlaces.folder(run, own),
                places.of(run),
                places.ofJob(run),
                observer,
                stop,
                Runtime.getRuntime().availableProcessors(),
                cloud);
    }

    /** Where the base of the job file keeps the files of a run; null for none. */
    private @Nullable S3Location files(Run run) {
        return cloud == null ? null : cloud.files(run.job(), run.number());
    }

    /**
     * A run is torn down where it was deployed, which a job file that serves elsewhere now does not say any more.
     *
     * @param files where a run of the job file's base has its files; null for no base
     */
    static void requireItsSandbox(Run run, @Nullable S3Location files) {
        boolean deployed =
                run.documents() != null && run.tier().equals(Tier.FARGATE.name().toLowerCase(Locale.ROOT));
        if (deployed && (files == null || !run.folder().equals(files.toString()))) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    "Run %d of job '%s' has a sandbox in AWS, on the base with its files in %s, but the job file serves elsewhere now. Put tier: fargate and aws back, and give the run up with --new then."
                            .formatted(run.number(), run.job(), run.folder()));
        }
    }

    private static void abandon(LaunchedRun launched, RunExecution execution) throws InterruptedException {
        Throwable fault = execution.abandon(launched);
        if (fault != null) {
            throw Faults.told(fault);
        }
        launched.observer().note("Run %d was given up.".formatted(launched.run().number()));
    }

    private static RunEnd executed(LaunchedRun launched, ServingTier tier, HookLook look, RunExecution execution)
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

    private RunEnd untouched(Optional<Run> last) throws IOException {
        Run run = last.orElseThrow(() -> ExplainedRestart.noRun(request));
        Path folder = RunPlaces.folder(run, own);
        var summary = new RunSummaryCopy(places.of(run), folder).read(run);
        return RunEnds.untouched(request, run, folder, summary);
    }
}
