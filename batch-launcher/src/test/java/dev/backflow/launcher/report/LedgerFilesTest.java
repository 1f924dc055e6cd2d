package dev.backflow.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.file.Cursor;
import dev.backflow.run.manifest.ManifestEntry;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.SegmentWriter;
import dev.backflow.run.outcome.Verdict;
import dev.backflow.run.result.PerDocumentResults;
import dev.backflow.run.result.ResultName;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFilesTest {
    private static final String SHA_256 = "0123456789abcdef".repeat(4);

    private final Path runFolder;
    private final RunStore store;
    private final LedgerFiles files;

    LedgerFilesTest(@TempDir Path runFolder) {
        this.runFolder = runFolder;
        this.store = new FolderRunStore(runFolder);
        this.files = new LedgerFiles(
                runFolder,
                store,
                17,
                new PerDocumentResults("invoices", runFolder.resolve("results"), new ResultName(false)));
    }

    @Test
    void writesARowPerDocumentInTheOrderOfTheManifest() throws IOException {
        var first = chunk(0, 0, completed(0, 0, "a/b.pdf"), exhausted(1, 0, "=c.pdf"));
        var second = chunk(1, 3, rejected(3, 1, "e\n.pdf"));

        var report = write(manifest("a/b.pdf", "=c.pdf", "d.pdf", "e\n.pdf"), first, second);

        assertThat(report).isEqualTo(new LedgerReport(new LedgerTotals(4, 1, 1, 1, 1, 4), List.of(), 0));
        assertThat(Files.readString(runFolder.resolve("ledger.jsonl"))).isEqualTo("""
                        {"run":17,"document":"a/b.pdf","version":"v0","ordinal":0,"partition":0,"outcome":"completed",\
                        "status":"EXTRACTED","attempts":1,"worker":"w","startedAt":"2026-01-02T03:04:05Z","millis":12.4,\
                        "bytes":10,"result":"a/b.pdf.json","error":null,"sha256":"%s"}
                        {"run":17,"document":"=c.pdf","version":"v1","ordinal":1,"partition":0,"outcome":"exhausted",\
                        "status":"NEEDS_REVIEW","attempts":3,"worker":"w","startedAt":"2026-01-02T03:04:05Z","millis":0,\
                        "bytes":11,"result":"=c.pdf.json","error":"step \\"parse\\"\\nfailed","sha256":null}
                        {"run":17,"document":"d.pdf","version":"v2","ordinal":2,"partition":null,"outcome":"not-served",\
                        "status":null,"attempts":0,"worker":null,"startedAt":null,"millis":null,\
                        "bytes":12,"result":null,"error":null,"sha256":null}
                        {"run":17,"document":"e\\n.pdf","version":"v3","ordinal":3,"partition":1,"outcome":"rejected",\
                        "status":"DENIED","attempts":0,"worker":"w","startedAt":"2026-01-02T03:04:05Z","millis":0,\
                        "bytes":13,"result":"e%%0A.pdf.json","error":null,"sha256":null}
                        """.formatted(SHA_256));
        assertThat(Files.readString(runFolder.resolve("ledger.csv")))
                .isEqualTo("""
                        run,document,version,ordinal,partition,outcome,status,attempts,worker,startedAt,millis,bytes,\
                        result,error,sha256
                        17,a/b.pdf,v0,0,0,completed,EXTRACTED,1,w,2026-01-02T03:04:05Z,12.4,10,a/b.pdf.json,,%s
                        17,'=c.pdf,v1,1,0,exhausted,NEEDS_REVIEW,3,w,2026-01-02T03:04:05Z,0,11,'=c.pdf.json,\
                        "step ""parse""<LF>failed",
                        17,d.pdf,v2,2,,not-served,,0,,,,12,,,
                        17,"e<LF>.pdf",v3,3,1,rejected,DENIED,0,w,2026-01-02T03:04:05Z,0,13,e%%0A.pdf.json,,
                        """.formatted(SHA_256).replace("\n", "\r\n").replace("<LF>", "\n"));
        assertThat(runFolder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void writesFilesWithoutDocumentsForAnEmptyRun() throws IOException {
        var report = write(manifest());

        assertThat(report).isEqualTo(new LedgerReport(new LedgerTotals(0, 0, 0, 0, 0, 0), List.of(), 0));
        assertThat(runFolder.resolve("ledger.jsonl")).isEmptyFile();
        assertThat(Files.readAllLines(runFolder.resolve("ledger.csv"))).hasSize(1);
    }

    @Test
    void ordersTheOutcomesWithinAChunk() throws IOException {
        var chunk = chunk(0, 0, completed(2, 0, "c"), completed(0, 0, "a"), completed(1, 0, "b"));

        var report = write(manifest("a", "b", "c"), chunk);

        assertThat(report.isConsistent()).isTrue();
        assertThat(report.totals()).isEqualTo(new LedgerTotals(3, 3, 0, 0, 0, 3));
    }

    @Test
    void findsADocumentWithTwoOutcomesAndCountsItOnce() throws IOException {
        var first = chunk(0, 0, completed(0, 0, "a"), completed(2, 0, "c"));
        var second = chunk(1, 1, completed(1, 1, "b"), completed(2, 1, "c"));

        var report = write(manifest("a", "b", "c"), first, second);

        assertThat(report.totals()).isEqualTo(new LedgerTotals(3, 3, 0, 0, 0, 3));
        assertThat(report.findings()).singleElement().asString().startsWith("Two outcomes of one document: \"c\"");
    }

    @Test
    void findsAnOutcomeThatHasNoDocument() throws IOException {
        var chunk = chunk(0, 0, completed(0, 0, "a"), completed(1, 0, "b\u001B"));

        var report = write(manifest("a"), chunk);

        assertThat(report.totals()).isEqualTo(new LedgerTotals(1, 1, 0, 0, 0, 1));
        assertThat(report.findings())
                .containsExactly("Outcome without a document: \"b\\u001B\" in version \"v1\" is number 1 in "
                        + chunk.segment() + ", and the manifest ends before it.");
    }

    @Test
    void findsAnOutcomeOfAnotherDocumentAndDoesNotCountIt() throws IOException {
        var chunk = chunk(0, 0, completed(0, 0, "other"));

        var report = write(manifest("a"), chunk);

        assertThat(report.totals()).isEqualTo(new LedgerTotals(1, 0, 0, 0, 1, 0));
        assertThat(report.findings())
                .containsExactly("Outcome of another document: \"other\" in version \"v0\" is number 0 in "
                        + chunk.segment() + ", but the manifest has \"a\" in version \"v0\" there.");
    }

    @Test
    void findsSegmentsThatAreMissingOrDamagedAndStillListsAllDocuments() throws IOException {
        var missing = new ChunkId(17, 0, 0, 1);
        var damaged = chunk(0, 1, completed(1, 0, "b"), completed(2, 0, "c"));
        var file = runFolder.resolve(damaged.segment());
        var whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 5));

        var report = write(manifest("a", "b", "c"), missing, damaged);

        assertThat(report.totals()).isEqualTo(new LedgerTotals(3, 1, 0, 0, 2, 1));
        assertThat(report.findings())
                .satisfiesExactly(
                        finding -> assertThat(finding)
                                .startsWith("Segment is missing: " + runFolder.resolve(missing.segment())),
                        finding -> assertThat(finding)
                                .startsWith("Segment is damaged: its last line is cut off (" + file));
    }

    @Test
    void keepsTwentyFindingsAndCountsAll() throws IOException {
        var outcomes = new DocumentOutcome[30];
        for (var i = 0; i < outcomes.length; i++) {
            outcomes[i] = completed(i, 0, "x" + i);
        }

        var report = write(manifest(), chunk(0, 0, outcomes));

        assertThat(report.findings()).hasSize(20);
        assertThat(report.findingCount()).isEqualTo(30);
        assertThat(report.isConsistent()).isFalse();
    }

    @Test
    void refusesChunksThatAreNotInOrder() throws IOException {
        var first = chunk(0, 0, completed(0, 0, "a"));
        var second = chunk(0, 1, completed(1, 0, "b"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(manifest("a", "b"), second, first))
                .withMessageContaining("chunks must come in the order of their first ordinals");
    }

    @Test
    void leavesTheFilesAsTheyWereWhenTheManifestCannotBeRead() throws IOException {
        write(manifest("a"));
        var before = Files.readString(runFolder.resolve("ledger.jsonl"));

        assertThatIOException().isThrownBy(() -> write(new BrokenManifest())).withMessage("disk gone");

        assertThat(runFolder.resolve("ledger.jsonl")).hasContent(before);
        assertThat(runFolder).isDirectoryNotContaining("glob:**.tmp");
    }

    private LedgerReport write(Cursor<ManifestEntry> manifest, ChunkId... chunks) throws IOException {
        return files.write(manifest, List.of(chunks).iterator());
    }

    private ChunkId chunk(int partition, long firstOrdinal, DocumentOutcome... outcomes) throws IOException {
        var chunk = new ChunkId(17, partition, firstOrdinal, 1);
        try (var segment = SegmentWriter.create(store, chunk)) {
            for (var outcome : outcomes) {
                segment.append(outcome);
            }
            segment.commit();
        }
        return chunk;
    }

    private static DocumentOutcome completed(long ordinal, int partition, String document) {
        return outcome(ordinal, partition, document, Verdict.COMPLETED, "EXTRACTED", 1, null);
    }

    private static DocumentOutcome exhausted(long ordinal, int partition, String document) {
        return outcome(ordinal, partition, document, Verdict.EXHAUSTED, "NEEDS_REVIEW", 3, "step \"parse\"\nfailed");
    }

    private static DocumentOutcome rejected(long ordinal, int partition, String document) {
        return outcome(ordinal, partition, document, Verdict.REJECTED, "DENIED", 0, null);
    }

    private static DocumentOutcome outcome(
            long ordinal,
            int partition,
            String document,
            Verdict verdict,
            String status,
            int attempts,
            @Nullable String error) {
        return new DocumentOutcome(
                ordinal,
                partition,
                document,
                "v" + ordinal,
                verdict,
                status,
                Map.of("not", "in the ledger"),
                attempts,
                "w",
                Instant.parse("2026-01-02T03:04:05Z"),
                verdict == Verdict.COMPLETED ? Duration.ofNanos(12_400_000) : Duration.ZERO,
                10 + ordinal,
                verdict == Verdict.COMPLETED ? SHA_256 : null,
                error);
    }

    private static Cursor<ManifestEntry> manifest(String... documents) {
        var entries = new ArrayList<ManifestEntry>();
        for (var document : documents) {
            var ordinal = entries.size();
            entries.add(new ManifestEntry(ordinal, new SourceDocument(document, "v" + ordinal, 10 + ordinal)));
        }
        return new ListedManifest(entries.iterator());
    }

    private record ListedManifest(Iterator<ManifestEntry> entries) implements Cursor<ManifestEntry> {
        @Override
        public @Nullable ManifestEntry next() {
            return entries.hasNext() ? entries.next() : null;
        }

        @Override
        public void close() {}
    }

    private record BrokenManifest() implements Cursor<ManifestEntry> {
        @Override
        public @Nullable ManifestEntry next() throws IOException {
            throw new IOException("disk gone");
        }

        @Override
        public void close() {}
    }
}
