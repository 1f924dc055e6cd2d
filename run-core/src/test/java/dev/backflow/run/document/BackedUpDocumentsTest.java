package dev.backflow.run.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.hook.SourceChangedException;
import dev.backflow.run.file.StoreException;
import dev.backflow.run.store.FolderRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackedUpDocumentsTest {
    private static final String LINKED = "linked";
    private static final String COPIED = "copied";

    private final Path source;
    private final Path run;

    BackedUpDocumentsTest(@TempDir Path source, @TempDir Path run) {
        this.source = source;
        this.run = run;
    }

    private DocumentStore store(String how) {
        var documents = new FileDocumentStore(source, run.resolve("scratch"));
        var files = new FolderRunStore(run);
        return how.equals(LINKED)
                ? BackedUpDocuments.linked(documents, files)
                : BackedUpDocuments.copied(documents, files, document -> true);
    }

    private SourceDocument document(String content) throws IOException {
        Files.createDirectories(source.resolve("a"));
        Files.writeString(source.resolve("a/letter \u00FC.txt"), content);
        try (var listing = store(LINKED).list()) {
            return Objects.requireNonNull(listing.next());
        }
    }

    private static String content(DocumentStore store, SourceDocument pinned) throws IOException {
        try (var in = store.open(pinned)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private List<Path> backups() throws IOException {
        try (Stream<Path> all = Files.walk(run.resolve("backup"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LINKED, COPIED})
    void areReadAsTheyWereWhenTheirSourceIsGone(String how) throws IOException {
        SourceDocument pinned = document("one");
        store(how).keep(pinned);

        Files.delete(source.resolve(pinned.key()));
        Files.delete(source.resolve("a"));

        assertThat(content(store(how), pinned)).isEqualTo("one");
        assertThat(store(how).fetch(pinned).content()).asString().isEqualTo("one");
        assertThat(store(how).metadata(pinned)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {LINKED, COPIED})
    void areReadAsTheyWereWhenAnotherFileHasTheirName(String how) throws IOException {
        SourceDocument pinned = document("one");
        store(how).keep(pinned);

        Files.writeString(source.resolve("other"), "two");
        Files.move(
                source.resolve("other"),
                source.resolve(pinned.key()),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(content(store(how), pinned)).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {LINKED, COPIED})
    void areKeptOnceHoweverOftenThatIsAsked(String how) throws IOException {
        SourceDocument pinned = document("one");
        store(how).keep(pinned);
        List<Path> first = backups();

        store(how).keep(pinned);
        Files.delete(source.resolve(pinned.key()));
        store(how).keep(pinned);

        assertThat(backups()).isEqualTo(first).hasSize(how.equals(LINKED) ? 1 : 2);
        assertThat(content(store(how), pinned)).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {LINKED, COPIED})
    void areNotKeptOnceTheyHaveChanged(String how) throws IOException {
        SourceDocument pinned = document("one");
        Files.writeString(source.resolve(pinned.key()), "three");

        store(how).keep(pinned);

        assertThatThrownBy(() -> store(how).open(pinned)).isInstanceOf(SourceChangedException.class);
        Files.delete(source.resolve(pinned.key()));
        store(how).keep(pinned);
        assertThatThrownBy(() -> store(how).open(pinned)).isInstanceOf(SourceChangedException.class);
    }

    /** The link is the same file, so that it is the pin that tells. */
    @Test
    void areNotTakenForWhatSomebodyWroteIntoThem() throws IOException {
        SourceDocument pinned = document("one");
        store(LINKED).keep(pinned);
        store(COPIED).keep(pinned);

        Files.writeString(source.resolve(pinned.key()), "three");

        assertThatThrownBy(() -> store(LINKED).open(pinned)).isInstanceOf(SourceChangedException.class);
        assertThat(content(store(COPIED), pinned)).isEqualTo("one");
    }

    @Test
    void areNotReadFromACopyThatACrashCutShort() throws IOException {
        SourceDocument pinned = document("one");
        store(COPIED).keep(pinned);
        Files.writeString(backups().get(0), "o");
        Files.writeString(backups().get(1), "{\"size\":");

        assertThat(content(store(COPIED), pinned)).isEqualTo("one");
        store(COPIED).keep(pinned);
        Files.delete(source.resolve(pinned.key()));

        assertThat(content(store(COPIED), pinned)).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {LINKED, COPIED})
    void areRefusedWhenTheirBackupCannotBeWritten(String how) throws IOException {
        SourceDocument pinned = document("one");
        Files.writeString(run.resolve("backup"), "in the way");

        assertThatThrownBy(() -> store(how).keep(pinned))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The backup of a document cannot be written, so that the document is not served")
                .hasMessageContaining("then run restart.");
    }

    @Test
    void areLinkedWithoutASecondContent() throws IOException {
        SourceDocument pinned = document("one");

        store(LINKED).keep(pinned);

        assertThat(Files.isSameFile(backups().get(0), source.resolve(pinned.key())))
                .isTrue();
    }

    @Test
    void areNotCopiedWhereTheSourceKeepsThem() throws IOException {
        SourceDocument pinned = document("one");
        var documents = new FileDocumentStore(source, run.resolve("scratch"));

        BackedUpDocuments.copied(documents, new FolderRunStore(run), document -> false)
                .keep(pinned);

        assertThat(run.resolve("backup")).doesNotExist();
    }
}
