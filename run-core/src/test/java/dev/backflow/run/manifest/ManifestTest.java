package dev.backflow.run.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.document.DocumentOrder;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.file.Drained;
import dev.backflow.run.store.FolderRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
    private final Path folder;
    private final Manifest manifest;

    ManifestTest(@TempDir Path folder) {
        this.folder = folder;
        this.manifest = new Manifest(new FolderRunStore(folder));
    }

    @Test
    void isALinePerDocument() throws IOException {
        write(List.of(
                new SourceDocument("a/b.pdf", "5-1700000000123456789-42", 5),
                new SourceDocument("line\nbreak \"\uD83D\uDE00\u202E", "0-1-2", 0)));

        assertThat(folder.resolve("manifest.jsonl")).hasContent("""
                {"ordinal":0,"document":"a/b.pdf","version":"5-1700000000123456789-42","size":5}
                {"ordinal":1,"document":"line\\nbreak \\"\uD83D\uDE00\u202E","version":"0-1-2","size":0}
                """);
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        var documents = documents(100);

        var totals = write(documents);

        assertThat(Drained.of(manifest.read())).isEqualTo(entries(documents));
        assertThat(totals).isEqualTo(new ManifestTotals(100, 4_950)).isEqualTo(manifest.totals());
    }

    @Test
    void doesNotExistBeforeItIsComplete() throws IOException {
        try (var writer = manifest.write()) {
            writer.add(new SourceDocument("a", "1", 1));
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void mayBeEmpty() throws IOException {
        assertThat(write(List.of())).isEqualTo(new ManifestTotals(0, 0)).isEqualTo(manifest.totals());

        assertThat(Drained.of(manifest.read())).isEmpty();
        assertThat(manifest.partitions(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 10", "10, 1", "10, 3", "10, 5", "10, 9", "10, 10", "10, 11", "5000, 7", "5000, 1000"})
    void isCutIntoPartitionsThatTogetherAreTheWhole(int count, int each) throws IOException {
        var documents = documents(count);
        write(documents);

        var ranges = manifest.partitions(each);

        var together = new ArrayList<ManifestEntry>();
        for (var range : ranges) {
            assertThat(range.partition()).isEqualTo(ranges.indexOf(range));
            assertThat(range.firstOrdinal()).isEqualTo((long) range.partition() * each);
            assertThat(range.documents()).isBetween(1L, (long) each);
            together.addAll(read(range.byteOffset(), range.firstOrdinal(), range.endOrdinal()));
        }
        assertThat(together).isEqualTo(entries(documents));
        assertThat(ranges).hasSize((count + each - 1) / each);
    }

    @Test
    void goesOnInTheMiddleOfAPartition() throws IOException {
        var documents = documents(30);
        write(documents);
        var range = manifest.partitions(10).get(1);

        assertThat(read(range.byteOffset(), 17, range.endOrdinal()))
                .isEqualTo(entries(documents).subList(17, 20));
        assertThat(read(range.byteOffset(), range.endOrdinal(), range.endOrdinal()))
                .isEmpty();
    }

    @Test
    void refusesToReadFromAnOffsetBehindTheWantedDocument() throws IOException {
        write(documents(30));
        var range = manifest.partitions(10).get(1);

        assertThatThrownBy(() -> read(range.byteOffset(), 9, 20))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("document 10 stands where document 9 belongs");
    }

    @Test
    void refusesToEndEarly() throws IOException {
        write(documents(3));

        assertThatThrownBy(() -> read(0, 0, 4))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it ends before document 3");
    }

    @Test
    void refusesAGapAndSaysWhere() throws IOException {
        var file = Files.writeString(folder.resolve("manifest.jsonl"), """
                {"ordinal":0,"document":"a","version":"1","size":1}
                {"ordinal":2,"document":"b","version":"1","size":1}
                """);

        assertThatThrownBy(() -> Drained.of(manifest.read()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is damaged near byte 10")
                .hasMessageContaining("document 2 stands where document 1 belongs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"ordinal\":0,\"document\":\"a\",\"version\":\"1\",\"size\":1                   | end-of-input",
                "{\"ordinal\":0,\"document\":\"a\",\"version\":\"1\"}                             | has no size",
                "{\"document\":\"a\",\"version\":\"1\",\"size\":1}                                | document -1 stands",
                "{\"ordinal\":0,\"version\":\"1\",\"size\":1}                                     | needs a document",
                "{\"ordinal\":0,\"document\":\"a\",\"size\":1}                                    | and its version",
                "{\"ordinal\":0,\"document\":7,\"version\":\"1\",\"size\":1}                      | expected a text",
                "{\"ordinal\":0,\"document\":\"a\",\"document\":\"b\",\"version\":\"1\",\"size\":1} | Duplicate",
                "{\"ordinal\":0,\"document\":\"a\",\"version\":\"1\",\"size\":1,\"x\":1}          | unknown field x",
                "{\"ordinal\":\"0\",\"document\":\"a\",\"version\":\"1\",\"size\":1}              | not numeric",
                "[1]                                                                              | START_ARRAY",
                "garbage                                                                          | garbage",
            })
    void refusesDamagedLines(String line, String why) throws IOException {
        Files.writeString(folder.resolve("manifest.jsonl"), line);

        assertThatThrownBy(() -> Drained.of(manifest.read()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manifest.jsonl is damaged near byte")
                .hasMessageContaining(why);
    }

    @Test
    void refusesDocumentsThatAreOutOfOrderOrTwice() throws IOException {
        try (var writer = manifest.write()) {
            writer.add(new SourceDocument("b", "1", 1));

            assertThatThrownBy(() -> writer.add(new SourceDocument("a", "1", 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a came after b");
            assertThatThrownBy(() -> writer.add(new SourceDocument("b", "2", 1)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private ManifestTotals write(List<SourceDocument> documents) throws IOException {
        try (var writer = manifest.write()) {
            for (var document : documents) {
                writer.add(document);
            }
            return writer.commit();
        }
    }

    private List<ManifestEntry> read(long byteOffset, long from, long end) throws IOException {
        return Drained.of(manifest.read(byteOffset, from, end));
    }

    /** With lines of uneven length and of more than one byte per character; the first is empty, the next has 1 byte. */
    private static List<SourceDocument> documents(int count) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add("d%05d\n%s".formatted(i, "\u00E9\uD83D\uDE00".repeat(i % 50)));
        }
        keys.sort(DocumentOrder.BY_BYTES);
        List<SourceDocument> documents = new ArrayList<>();
        for (String key : keys) {
            documents.add(new SourceDocument(key, "v" + documents.size(), documents.size()));
        }
        return documents;
    }

    private static List<ManifestEntry> entries(List<SourceDocument> documents) {
        List<ManifestEntry> entries = new ArrayList<>();
        for (var document : documents) {
            entries.add(new ManifestEntry(entries.size(), document));
        }
        return entries;
    }
}
