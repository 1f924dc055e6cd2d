package dev.backflow.launcher.run;

import dev.backflow.launcher.estimate.PriceTable;
import dev.backflow.launcher.estimate.TemplateResources;
import dev.backflow.launcher.report.Cost;
import dev.backflow.launcher.report.FargateCost;
import dev.backflow.launcher.report.LedgerFiles;
import dev.backflow.launcher.report.LedgerReport;
import dev.backflow.launcher.report.LedgerTotals;
import dev.backflow.launcher.report.RunSummary;
import dev.backflow.launcher.report.SandboxEnd;
import dev.backflow.launcher.sandbox.FolderRemoval;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.document.BackupName;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.ledger.WorkerRow;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.manifest.Manifest;
import dev.backflow.run.manifest.ServicedIndex;
import dev.backflow.run.result.ResultStore;
import dev.backflow.worker.lease.LeaseTimes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Adds up the ledger, checks it against the meter, writes what users read, and ends the run in the books: closed when it
 * is over, else paused for its resume.
 */
final class ReportPhase implements RunPhase {
    private final LaunchedRun launched;
    private final LedgerDatabase database;
    private final Stores stores;
    private final Supplier<ResultStore> results;
    private final Supplier<RunOutcome> outcome;
    private final Supplier<SandboxEnd> sandbox;
    private final InstantSource clock;

    /**
     * @param outcome how the phases before have ended
     * @param sandbox what has become of it
     */
    ReportPhase(
            LaunchedRun launched,
            LedgerDatabase database,
            Stores stores,
            Supplier<ResultStore> results,
            Supplier<RunOutcome> outcome,
            Supplier<SandboxEnd> sandbox,
            InstantSource clock) {
        this.launched = launched;
        this.database = database;
        this.stores = stores;
        this.results = results;
        this.outcome = outcome;
        this.sandbox = sandbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public void perform() throws Exception {
        var runs = new Runs(database);
        Run now = runs.byId(launched.run().id());
        RunOutcome ended = outcome.get();
        Instant at = clock.instant();
        if (now.documents() != null) {
            runs.enter(launched.run(), Phase.REPORT);
            Failpoint.REPORT_ENTERED.hit();
            report(now, ended, at);
        }
        if (ended.isFinal()) {
            runs.close(launched.run(), ended, at);
            Failpoint.RUN_CLOSED.hit();
        } else {
            runs.pause(launched.run(), ended, at);
            Failpoint.RUN_PAUSED.hit();
        }
    }

    private void report(Run now, RunOutcome ended, Instant at) throws IOException {
        var chunks = new Chunks(database);
        List<SettledChunk> settled = chunks.inOrder(now.id());
        LedgerReport ledger;
        try (var manifest = new Manifest(launched.store()).read()) {
            ledger = new LedgerFiles(launched.folder(), launched.store(), now.number(), results.get())
                    .write(manifest, RunBooks.ids(now.number(), settled));
        }
        Failpoint.LEDGER_WRITTEN.hit();
        Meter meter = new Meters(database).read(now.id());
        List<String> differences =
                RunBooks.differences(meter, chunks.totals(now.id()), new Partitions(database).passed(now.id()), ledger);
        if (ended.isFinal() && ended != RunOutcome.ABANDONED) {
            differences.addAll(RunBooks.unserved(meter, ledger));
        }
        differences.forEach(difference -> launched.observer().failure(difference));
        summary(now, ended, at, meter, ledger.totals(), differences.isEmpty()).write(launched.folder());
        if (launched.isStoredElsewhere()) {
            new RunSummaryCopy(launched.store(), launched.folder()).write();
        }
        Failpoint.SUMMARY_WRITTEN.hit();
        if (ended.isFinal()) {
            try (var serviced = new ServicedCursor(launched.store(), now.number(), settled)) {
                new ServicedIndex(launched.jobStore()).extend(now.number(), serviced);
            }
            // Kept until now: a run that is resumed may need what its source has lost.
            removeBackups();
        }
    }

    private void removeBackups() throws IOException {
        if (launched.store().location() instanceof S3Location place) {
            stores.removeBackups(place);
        } else {
            new FolderRemoval(launched.folder().resolve(BackupName.FOLDER)).run();
        }
    }

    private Cost cost(Run now, List<WorkerRow> workers, double seconds) {
        if (new ServingTier(false).of(now) != Tier.FARGATE) {
            return Cost.NOTHING;
        }
        return new FargateCost(PriceTable.builtIn(), TemplateResources.ofSandbox())
                .of(
                        launched.file().workers().taskSize(),
                        workers.stream().mapToLong(WorkerRow::beat).toArray(),
                        LeaseTimes.DEFAULT.heartbeat(),
                        seconds);
    }

    private RunSummary summary(Run now, RunOutcome ended, Instant at, Meter meter, LedgerTotals totals, boolean exact)
            throws IOException {
        List<WorkerRow> workers = new Workers(database).list(now.id());
        double seconds = Math.max(1, Duration.between(now.startedAt(), at).toMillis()) / 1000.0;
        return new RunSummary(
                now.number(),
                now.job(),
                now.tier(),
                ended,
                meter.limit(),
                meter.used(),
                totals,
                workers.size(),
                (int) workers.stream().filter(WorkerRow::lost).count(),
                now.startedAt(),
                at,
                totals.serviced() / seconds,
                cost(now, workers, seconds),
                sandbox.get(),
                exact,
                DeployTimes.read(launched.folder()));
    }
}
