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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicedIndexTest {
    private final Path folder;
    private final ServicedIndex index;

    ServicedIndexTest(@TempDir Path folder) {
        this.folder = folder;
        this.index = new ServicedIndex(new FolderRunStore(folder));
    }

    @Test
    void leavesEverythingPendingBeforeTheFirstRun() throws IOException {
        assertThat(pending(1, "a@1", "b@1")).containsExactlyElementsOf(Documents.list("a@1", "b@1"));
        assertThat(Drained.of(
                        new ServicedIndex(new FolderRunStore(folder.resolve("none"))).pending(1, Documents.of("a@1"))))
                .containsExactlyElementsOf(Documents.list("a@1"));
    }

    @Test
    void dropsWhatWasServicedUnchanged() throws IOException {
        index.extend(1, Documents.of("b@1", "d@1", "e@1"));

        try (var pending = index.pending(2, Documents.of("a@1", "b@1", "c@1", "d@2", "e@1", "f@1"))) {
            var documents = new ArrayList<SourceDocument>();
            for (var document = pending.next(); document != null; document = pending.next()) {
                documents.add(document);
            }

            assertThat(documents).isEqualTo(Documents.list("a@1", "c@1", "d@2", "f@1"));
            assertThat(pending.alreadyServiced()).isEqualTo(2);
        }
    }

    @Test
    void servesNothingWhenNothingIsNewOrThereIsNothing() throws IOException {
        index.extend(1, Documents.of("a@1", "b@1"));

        assertThat(pending(2, "a@1", "b@1")).isEmpty();
        assertThat(pending(2)).isEmpty();
    }

    @Test
    void growsByEveryRunAndLetsTheNewerVersionWin() throws IOException {
        index.extend(1, Documents.of("a@1", "c@1", "e@1"));
        index.extend(2, Documents.of("b@1", "c@2", "f@1"));

        assertThat(folder.resolve("serviced-2.jsonl")).hasContent("""
                {"document":"a","version":"1"}
                {"document":"b","version":"1"}
                {"document":"c","version":"2"}
                {"document":"e","version":"1"}
                {"document":"f","version":"1"}
                """);
        assertThat(pending(3, "a@1", "b@1", "c@1", "f@1")).isEqualTo(Documents.list("c@1"));
    }

    @Test
    void remembersWhatHasVanishedFromTheSource() throws IOException {
        index.extend(1, Documents.of("a@1", "b@1"));
        index.extend(2, Documents.of("c@1"));

        assertThat(pending(3, "a@1", "c@1")).isEmpty();
    }

    @Test
    void isExtendedAgainWithTheSameOutcome() throws IOException {
        index.extend(1, Documents.of("a@1"));
        index.extend(2, Documents.of("b@1"));
        index.extend(4, Documents.of("a@2", "c@1"));
        var once = Files.readString(folder.resolve("serviced-4.jsonl"));

        index.extend(4, Documents.of("a@2", "c@1"));

        assertThat(folder.resolve("serviced-4.jsonl")).hasContent(once);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void isReadAsItWasBeforeTheRun() throws IOException {
        index.extend(1, Documents.of("a@1"));
        index.extend(2, Documents.of("b@1"));

        assertThat(pending(2, "a@1", "b@1")).isEqualTo(Documents.list("b@1"));
    }

    @Test
    void keepsTheIndexOfTheRunBeforeAndRemovesOlderOnes() throws IOException {
        Files.writeString(folder.resolve("serviced-x.jsonl"), "not ours");
        for (int run = 8; run <= 11; run++) {
            index.extend(run, Documents.of("d%02d@1".formatted(run)));
        }

        assertThat(folder)
                .isDirectoryContaining("glob:**/serviced-11.jsonl")
                .isDirectoryContaining("glob:**/serviced-10.jsonl")
                .isDirectoryContaining("glob:**/serviced-x.jsonl")
                .isDirectoryNotContaining("glob:**/serviced-{8,9}.jsonl");
        assertThat(pending(12, "d08@1", "d09@1", "d10@1", "d11@1", "d12@1")).isEqualTo(Documents.list("d12@1"));
    }

    @Test
    void writesNothingForARunThatServicedNothing() throws IOException {
        index.extend(1, Documents.of("a@1"));

        index.extend(2, Documents.of());

        assertThat(folder.resolve("serviced-2.jsonl")).doesNotExist();
        assertThat(pending(3, "a@1")).isEmpty();
    }

    @Test
    void agreesWithAMapOverManyRuns() throws IOException {
        var random = new Random(5);
        Map<String, String> expected = new HashMap<>();
        List<String> keys = List.of("a", "a/b", "a.b", "\uFF5E", "\uD83D\uDE00", "\u00E9", "z", "zz", "\n", "m/n/o");
        for (int run = 1; run <= 60; run++) {
            var listing = new TreeMap<String, String>(DocumentOrder.BY_BYTES);
            keys.forEach(key -> {
                if (random.nextInt(3) > 0) {
                    listing.put(key, Integer.toString(random.nextInt(3)));
                }
            });
            var wanted = listing.entrySet().stream()
                    .filter(entry -> !entry.getValue().equals(expected.get(entry.getKey())))
                    .map(entry -> entry.getKey() + "@" + entry.getValue())
                    .toArray(String[]::new);
            var listed = listing.entrySet().stream()
                    .map(entry -> entry.getKey() + "@" + entry.getValue())
                    .toArray(String[]::new);

            assertThat(pending(run, listed)).as("run %d", run).isEqualTo(Documents.list(wanted));

            index.extend(run, Documents.of(wanted));
            Documents.list(wanted).forEach(document -> expected.put(document.key(), document.version()));
        }
    }

    @Test
    void refusesAnIndexThatIsOutOfOrder() throws IOException {
        Files.writeString(folder.resolve("serviced-1.jsonl"), """
                {"document":"b","version":"1"}
                {"document":"a","version":"1"}
                """);

        assertThatThrownBy(() -> pending(2, "c@1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("serviced-1.jsonl is damaged")
                .hasMessageContaining("not in order");
    }

    @Test
    void refusesServicedDocumentsThatAreOutOfOrderAndKeepsTheOldIndex() throws IOException {
        index.extend(1, Documents.of("a@1"));

        assertThatThrownBy(() -> index.extend(2, Documents.of("c@1", "b@1"))).isInstanceOf(IllegalStateException.class);

        assertThat(folder.toFile().list()).containsExactly("serviced-1.jsonl");
    }

    @Test
    void closesTheListingAlsoWhenTheIndexCannotBeOpened() throws IOException {
        Files.createSymbolicLink(folder.resolve("serviced-1.jsonl"), folder.resolve("gone"));
        var listing = Documents.of("a@1");

        assertThatThrownBy(() -> Drained.of(index.pending(2, listing))).isInstanceOf(IOException.class);

        assertThat(listing.isClosed()).isTrue();
    }

    private List<SourceDocument> pending(long run, String... listing) throws IOException {
        return Drained.of(index.pending(run, Documents.of(listing)));
    }
}
