package dev.backflow.launcher.report;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.file.Cursor;
import dev.backflow.run.manifest.ManifestEntry;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.JsonBuffer;
import dev.backflow.run.outcome.PlainJson;
import dev.backflow.run.result.ResultNames;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code ledger.jsonl} and {@code ledger.csv} into a run's folder: a row per document of the manifest, in its
 * order. It reads manifest and segments side by side and holds a chunk's outcomes at a time, never all.
 */
public final class LedgerFiles {
    private static final int FLUSH_CHARACTERS = 32 * 1024;

    private final Path runFolder;
    private final RunStore store;
    private final int run;
    private final ResultNames results;

    /**
     * @param runFolder where both files go
     * @param store of the segments
     */
    public LedgerFiles(Path runFolder, RunStore store, int run, ResultNames results) {
        this.runFolder = runFolder;
        this.store = store;
        this.run = run;
        this.results = results;
    }

    /**
     * Writes both files anew; each appears whole, or stays as it was.
     *
     * @param manifest all entries in their order; not closed
     * @param chunks the settled chunks in the order of their first ordinals
     * @return the totals of the rows, and where the segments contradict the manifest: such an outcome is in no row
     */
    public LedgerReport write(Cursor<ManifestEntry> manifest, Iterator<ChunkId> chunks) throws IOException {
        try (var jsonFile = AtomicFile.create(runFolder.resolve("ledger.jsonl"));
                var csvFile = AtomicFile.create(runFolder.resolve("ledger.csv"))) {
            var report = new Writing(jsonFile.out(), csvFile.out(), chunks).write(manifest);
            jsonFile.commit();
            Failpoint.LEDGER_BETWEEN.hit();
            csvFile.commit();
            return report;
        }
    }

    /** Adds up the same rows and looks for the same contradictions, and writes nothing. */
    public LedgerReport audit(Cursor<ManifestEntry> manifest, Iterator<ChunkId> chunks) throws IOException {
        return new Writing(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), chunks).write(manifest);
    }

    private final class Writing {
        private final OutputStream jsonFile;
        private final OutputStream csvFile;
        private final JsonBuffer json = new JsonBuffer();
        private final CsvBuffer csv = new CsvBuffer();
        private final Findings findings = new Findings();
        private final SettledOutcomes outcomes;
        private final Tally tally = new Tally();

        Writing(OutputStream jsonFile, OutputStream csvFile, Iterator<ChunkId> chunks) {
            this.jsonFile = jsonFile;
            this.csvFile = csvFile;
            this.outcomes = new SettledOutcomes(store, chunks, findings);
        }

        LedgerReport write(Cursor<ManifestEntry> manifest) throws IOException {
            LedgerRow.appendHeadTo(csv);
            for (var entry = manifest.next(); entry != null; entry = manifest.next()) {
                var settled = outcomeOf(entry);
                tally.add(settled == null ? null : settled.outcome());
                row(entry, settled).appendTo(json, csv);
                drain(FLUSH_CHARACTERS);
            }
            for (var left = outcomes.poll(Long.MAX_VALUE); left != null; left = outcomes.poll(Long.MAX_VALUE)) {
                findings.add("Outcome without a document: %s, and the manifest ends before it.".formatted(name(left)));
            }
            drain(0);
            return findings.report(tally.totals());
        }

        private @Nullable SettledOutcome outcomeOf(ManifestEntry entry) throws IOException {
            SettledOutcome found = null;
            for (var next = outcomes.poll(entry.ordinal()); next != null; next = outcomes.poll(entry.ordinal())) {
                if (!isOf(entry, next.outcome())) {
                    findings.add("Outcome of another document: %s, but the manifest has %s in version %s there."
                            .formatted(
                                    name(next),
                                    PlainJson.text(entry.document().key()),
                                    PlainJson.text(entry.document().version())));
                } else if (found != null) {
                    findings.add("Two outcomes of one document: %s, and also in %s."
                            .formatted(name(found), next.chunk().segment()));
                } else {
                    found = next;
                }
            }
            return found;
        }

        private LedgerRow row(ManifestEntry entry, @Nullable SettledOutcome settled) {
            var result =
                    settled == null ? null : results.nameFor(entry.document().key(), settled.chunk());
            return new LedgerRow(run, entry, settled, result);
        }

        private void drain(int threshold) throws IOException {
            if (json.size() > threshold) {
                json.drainTo(jsonFile);
            }
            if (csv.size() > threshold) {
                csv.drainTo(csvFile);
            }
        }
    }

    private static boolean isOf(ManifestEntry entry, DocumentOutcome outcome) {
        return outcome.ordinal() == entry.ordinal()
                && outcome.document().equals(entry.document().key())
                && outcome.version().equals(entry.document().version());
    }

    private static String name(SettledOutcome settled) {
        var outcome = settled.outcome();
        return "%s in version %s is number %d in %s"
                .formatted(
                        PlainJson.text(outcome.document()),
                        PlainJson.text(outcome.version()),
                        outcome.ordinal(),
                        settled.chunk().segment());
    }
}
