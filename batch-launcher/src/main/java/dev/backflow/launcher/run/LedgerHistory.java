package dev.backflow.launcher.run;

import dev.backflow.launcher.repository.ReadRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.run.job.Folder;
import dev.backflow.run.job.Location;
import dev.backflow.run.ledger.ChunkTotals;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.PartitionCounts;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.store.RunStore;
import dev.backflow.run.store.RunStores;
import dev.backflow.worker.order.WorkOrderFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers from the job repositories below a data folder, of jobs that are running and of jobs that are not. */
public final class LedgerHistory implements RunHistory {
    private final Repositories repositories;
    private final Function<@Nullable String, RunStores> stores;

    /** @param stores of the runs' files, by the region of AWS; null for the environment's own */
    public LedgerHistory(Repositories repositories, Function<@Nullable String, RunStores> stores) {
        this.repositories = repositories;
        this.stores = stores;
    }

    @Override
    public List<String> jobs(Path data) {
        if (!Files.isDirectory(data)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(data)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("repository")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Faults.told(e);
        }
    }

    @Override
    public List<RunRow> list(Path data, String job) {
        return ask(
                data,
                job,
                List.<RunRow>of(),
                ledger -> new Runs(ledger)
                        .list(job).stream().map(run -> row(ledger, data, run)).toList());
    }

    @Override
    public RunDetails show(Path data, String job, @Nullable Integer run) {
        return ask(data, job, null, ledger -> details(ledger, data, find(ledger, job, run)));
    }

    @Override
    public Verification verify(Path data, String job, @Nullable Integer run) {
        return ask(data, job, null, ledger -> audit(ledger, data, find(ledger, job, run)));
    }

    private Verification audit(LedgerDatabase ledger, Path data, Run run) throws IOException {
        return new RunAudit(ledger, store(data, run), folder(data, run)).audit(run);
    }

    /** The files of a run on Fargate are in the region of its base, which need not be the environment's. */
    private RunStore store(Path data, Run run) throws IOException {
        String region = repositories.region(JobFolder.of(data, run.job()).repository());
        return new RunPlaces(stores.apply(region), file -> null).of(run);
    }

    private static Path folder(Path data, Run run) {
        return RunPlaces.folder(run, JobFolder.of(data, run.job()));
    }

    private interface Question<T> {
        T ask(LedgerDatabase ledger) throws IOException;
    }

    /** @param none the answer for a job without a repository; null where that is a mistake of the asker */
    private <T> T ask(Path data, String job, @Nullable T none, Question<T> question) {
        try (ReadRepository repository =
                repositories.read(JobFolder.of(data, job).repository())) {
            if (repository != null) {
                return question.ask(repository.ledger());
            }
            if (none == null) {
                throw new LaunchException(
                        ExitCode.COMMAND_LINE_WRONG,
                        "Job '%s' has no runs in %s. Look for them with: runs list".formatted(job, data));
            }
            return none;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(ExitCode.INTERRUPTED, "Interrupted.", e);
        } catch (Exception e) {
            throw Faults.told(e);
        }
    }

    private static Run find(LedgerDatabase ledger, String job, @Nullable Integer number) {
        return new Runs(ledger)
                .list(job).stream()
                        .filter(run -> number == null || run.number() == number)
                        .reduce((first, second) -> second)
                        .orElseThrow(() -> new LaunchException(
                                ExitCode.COMMAND_LINE_WRONG,
                                "Job '%s' has no run%s. Look for its runs with: runs list --job=%s"
                                        .formatted(job, number == null ? "" : " " + number, job)));
    }

    private RunRow row(LedgerDatabase ledger, Path data, Run run) {
        Meter meter = new Meters(ledger).read(run.id());
        return new RunRow(
                run.job(),
                run.number(),
                state(data, run),
                meter.limit(),
                meter.used(),
                Objects.requireNonNullElse(run.documents(), 0L),
                run.startedAt(),
                run.endedAt(),
                folder(data, run));
    }

    /** A run without an outcome is running, or its launcher was killed: the lock on the job's folder tells. */
    static String state(Path data, Run run) {
        RunOutcome outcome = run.outcome();
        if (outcome != null) {
            return outcome.word();
        }
        return LauncherPresence.in(JobFolder.of(data, run.job())) ? "running" : "unfinished";
    }

    /** As people read it; the word for a folder is its path. */
    private static String results(RunStore store) throws IOException {
        if (!store.exists(WorkOrderFile.NAME)) {
            return "";
        }
        Location results = WorkOrderFile.read(store, WorkOrderFile.NAME).results();
        return results instanceof Folder folder ? folder.path().toString() : results.toString();
    }

    private RunDetails details(LedgerDatabase ledger, Path data, Run run) throws IOException {
        PartitionCounts partitions = new Partitions(ledger).count(run.id());
        ChunkTotals totals = new Chunks(ledger).totals(run.id());
        RunStore store = store(data, run);
        return new RunDetails(
                row(ledger, data, run),
                run.tier(),
                run.phase().name().toLowerCase(java.util.Locale.ROOT),
                totals.completed(),
                totals.exhausted(),
                totals.rejected(),
                Objects.requireNonNullElse(run.documents(), 0L) - totals.documents(),
                partitions.closed(),
                partitions.free() + partitions.leased() + partitions.closed(),
                results(store));
    }
}
