package dev.backflow.launcher.run;

import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.ProbedHook;
import dev.backflow.launcher.plan.RunPlan;
import dev.backflow.launcher.plan.TierChoice;
import dev.backflow.launcher.plan.WorkerCount;
import dev.backflow.launcher.repository.ReadRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.sandbox.aws.SandboxException;
import dev.backflow.run.aws.S3Clients;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Tier;
import dev.backflow.run.job.Workers;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.manifest.ServicedIndex;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/** Finds out what a run would do, and leaves nothing behind. */
final class DryRun {
    private final Repositories repositories;
    private final HookProbe hooks;
    private final RunPlaces places;

    DryRun(Repositories repositories, HookProbe hooks, RunPlaces places) {
        this.places = places;
        this.repositories = repositories;
        this.hooks = hooks;
    }

    private record Counted(long documents, long bytes, long alreadyServiced) {}

    private record Past(Optional<Run> last, boolean isKnown) {}

    RunPlan plan(RunRequest request) throws IOException, InterruptedException {
        JobFile file = request.job().file();
        ProbedHook hook = hooks.probe(
                file.hook().jar(), file.hook().className(), file.hook().settings());
        if (!hook.isUsable()) {
            throw new LaunchException(ExitCode.CONFIGURATION_WRONG, hook.problems());
        }
        var folder = JobFolder.of(request.data(), request.job().name());
        var warnings = new ArrayList<String>();
        Past past = past(file, folder, request.job().name(), warnings);
        Optional<Run> last = past.last();
        boolean resumes = last.isPresent() && last.get().unfinished() && !request.fresh();
        RunStore ofJob = job(file, folder, warnings);
        int known = last.map(Run::number).orElse(0);
        int number = resumes ? known : Math.max(known, RunPlaces.newestRun(ofJob, folder)) + 1;
        // What any run has served counts where it is not known which ones there have been.
        Counted counted = count(file, ofJob, past.isKnown() ? number : Long.MAX_VALUE, warnings);
        Tier tier = TierChoice.of(file.tier(), Math.min(counted.documents(), file.limit()));
        var workers = WorkerCount.of(tier, file.workers(), Runtime.getRuntime().availableProcessors());
        return new RunPlan(
                request.job().name(),
                number,
                resumes,
                tier.name().toLowerCase(Locale.ROOT),
                String.valueOf(hook.className()),
                hook.steps().stream().map(ProbedHook.Step::name).toList(),
                file.source().shown(),
                file.results().shown(),
                counted.documents(),
                counted.bytes(),
                counted.alreadyServiced(),
                file.limit(),
                fewest(tier, file.workers(), workers.workers()),
                workers.workers(),
                warnings);
    }

    /** Those of Fargate are added while they are needed; on this machine all start at once. */
    private static int fewest(Tier tier, Workers settings, int most) {
        return tier == Tier.FARGATE ? Objects.requireNonNullElse(settings.min(), 1) : most;
    }

    /** On a host that has never run the job, only the job file tells where its runs are. */
    private Past past(JobFile file, JobFolder folder, String job, List<String> warnings)
            throws IOException, InterruptedException {
        try (ReadRepository known = repositories.read(folder.repository())) {
            if (known != null) {
                return new Past(new Runs(known.ledger()).last(job), true);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        try (ReadRepository named = repositories.read(file)) {
            return new Past(named == null ? Optional.empty() : new Runs(named.ledger()).last(job), true);
        } catch (IOException | SQLException | DataAccessException | SandboxException e) {
            warnings.add("Whether the job has runs already is not known, as its job repository cannot be read.");
            return new Past(Optional.empty(), false);
        }
    }

    private Counted count(JobFile file, RunStore ofJob, long run, List<String> warnings) throws IOException {
        long documents = 0;
        long bytes = 0;
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var stores = new Stores(S3Clients.ofEnvironment(file.aws().region()));
                var listing = stores.documents(file.source(), temporary).list();
                var pending = new ServicedIndex(ofJob).pending(run, listing)) {
            for (var next = pending.next(); next != null; next = pending.next()) {
                documents++;
                bytes += next.size();
            }
            warnings.addAll(LeftOut.by(listing));
            if (file.access() != null && file.tier() != Tier.FARGATE) {
                warnings.add("access is for tier fargate only: it changes nothing on this machine.");
            }
            return new Counted(documents, bytes, pending.alreadyServiced());
        }
    }

    /** A plan is for those too who have no base yet: it tells that it is missing. */
    private RunStore job(JobFile file, JobFolder folder, List<String> warnings) {
        try {
            return places.ofJob(file, folder);
        } catch (SandboxException e) {
            warnings.add("Documents that earlier runs have served are counted as new, as the base cannot be read.");
            return new FolderRunStore(folder.folder());
        }
    }
}
