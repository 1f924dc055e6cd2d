package dev.backflow.launcher.run;

import dev.backflow.launcher.report.LedgerFiles;
import dev.backflow.launcher.report.LedgerReport;
import dev.backflow.run.ledger.ChunkTotals;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.PartitionCounts;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.manifest.Manifest;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Adds up the books of a run again, from their sources, and says where they differ. */
final class RunAudit {
    private final LedgerDatabase database;
    private final RunStore store;
    private final Path folder;

    /** @param folder of the run, on this machine */
    RunAudit(LedgerDatabase database, RunStore store, Path folder) {
        this.database = database;
        this.store = store;
        this.folder = folder;
    }

    Verification audit(Run run) throws IOException {
        var chunks = new Chunks(database);
        Meter meter = new Meters(database).read(run.id());
        ChunkTotals totals = chunks.totals(run.id());
        PartitionCounts partitions = new Partitions(database).count(run.id());
        if (run.documents() == null) {
            return new Verification(run.job(), run.number(), meter.used(), totals.serviced(), 0, List.of());
        }
        LedgerReport ledger;
        try (var manifest = new Manifest(store).read()) {
            ledger = new LedgerFiles(folder, store, run.number(), (document, chunk) -> "")
                    .audit(manifest, RunBooks.ids(run.number(), chunks.inOrder(run.id())));
        }
        List<String> differences =
                RunBooks.differences(meter, totals, new Partitions(database).passed(run.id()), ledger);
        if (meter.granted() != partitions.granted()) {
            differences.add("The meter has granted %d units, the partitions hold %d."
                    .formatted(meter.granted(), partitions.granted()));
        }
        if (!run.unfinished()) {
            ended(run, meter, ledger, folder, differences);
        }
        return new Verification(
                run.job(),
                run.number(),
                meter.used(),
                totals.serviced(),
                ledger.totals().serviced(),
                differences);
    }

    /** What must hold of a run that is over, beside what always must. */
    private static void ended(Run run, Meter meter, LedgerReport ledger, Path folder, List<String> differences) {
        if (run.outcome() != RunOutcome.ABANDONED) {
            differences.addAll(RunBooks.unserved(meter, ledger));
        }
        if (meter.granted() != 0) {
            differences.add("The run is over, but %d units of the meter are still granted.".formatted(meter.granted()));
        }
        if (Files.exists(folder.resolve("scratch"))) {
            differences.add(
                    "The run is over, but its sandbox is still there: %s.".formatted(folder.resolve("scratch")));
        }
    }
}
