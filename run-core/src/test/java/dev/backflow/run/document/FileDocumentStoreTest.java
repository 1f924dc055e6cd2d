package dev.backflow.run.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.hook.SourceChangedException;
import dev.backflow.run.document.UnreadableSourceException.Kind;
import dev.backflow.run.file.Drained;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDocumentStoreTest extends DocumentStoreContract {
    private static final FileNames UTF_8_NAMES = new FileNames("UTF-8");

    private final Path root;
    private final Path scratch;
    private final FileProbe probe;
    private long tick = 1_700_000_000L;

    FileDocumentStoreTest(@TempDir Path root, @TempDir Path elsewhere) {
        this.root = root;
        this.scratch = elsewhere.resolve("scratch");
        this.probe = FileProbe.of(root.getFileSystem());
    }

    @Override
    protected DocumentStore store() {
        return new FileDocumentStore(root, scratch);
    }

    @Override
    protected void put(String key, String content) throws IOException {
        var file = root.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(tick++, 123_456_789)));
    }

    @Override
    protected void remove(String key) throws IOException {
        Files.delete(root.resolve(key));
    }

    @Override
    protected boolean putMetadata(String key, String name, String value) throws IOException {
        var file = root.resolve(key);
        if (!Files.getFileStore(file).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
            return false;
        }
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class).write(name, UTF_8.encode(value));
        return true;
    }

    /** Large enough that no buffer holds the whole. */
    private static final String LONG = "0123456789".repeat(100_000);

    @Test
    void noticesAtTheEndThatTheDocumentWasChangedWhileItWasRead() throws IOException {
        put("a", LONG);

        assertThatThrownBy(() -> {
                    try (var in = store().open(only())) {
                        in.read();
                        put("a", LONG.replace('0', 'x'));
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                })
                .isInstanceOf(SourceChangedException.class);
    }

    @Test
    void noticesWhenItIsClosedEarlyThatTheDocumentWasChanged() throws IOException {
        put("a", LONG);
        var in = store().open(only());

        in.readNBytes(10);
        remove("a");

        assertThatThrownBy(in::close).isInstanceOf(SourceChangedException.class);
        in.close();
    }

    @Test
    void pinsBySizeModificationInNanosecondsAndInode() throws IOException {
        put("a", "12345");

        assertThat(only().version())
                .isEqualTo("5-1700000000123456789-%s", Files.getAttribute(root.resolve("a"), "unix:ino"));
    }

    @Test
    void seesThatAFileWasReplacedByOneOfTheSameSizeAndTime() throws IOException {
        put("a", "before");
        var pinned = only();

        var other = Files.writeString(root.resolve("b"), "after!");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(root.resolve("a")));
        Files.move(other, root.resolve("a"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> store().open(pinned)).isInstanceOf(SourceChangedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20})
    void sortsTheSameWhenAFolderDoesNotFitInMemory(int inMemory) throws IOException {
        var keys = new ArrayList<>(NastyNames.keys());
        for (int i = 0; i < 300; i++) {
            keys.add("many/%d%s/%d".formatted(i % 40, i % 3 == 0 ? "" : ".x", i));
        }
        for (String key : keys) {
            put(key, "");
        }

        assertThat(list(store(inMemory)))
                .extracting(SourceDocument::key)
                .containsExactlyElementsOf(NastyNames.sorted(keys));
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void sortsRandomTreesLikeTheirKeys() throws IOException {
        var random = new Random(11);
        List<String> parts = List.of("a", "a.", "a-", "a0", "\u00E9", "\uFF5E", "\uD83D\uDE00", "b");
        var keys = new HashSet<String>();
        for (int i = 0; i < 400; i++) {
            var key = new StringBuilder();
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                key.append(parts.get(random.nextInt(parts.size()))).append("d/");
            }
            keys.add(key.append(parts.get(random.nextInt(parts.size()))).toString());
        }
        for (String key : keys) {
            put(key, "");
        }

        assertThat(list(store(3))).extracting(SourceDocument::key).containsExactlyElementsOf(NastyNames.sorted(keys));
    }

    @Test
    void removesItsScratchFilesWhenTheListingIsClosedEarly() throws IOException {
        for (int i = 0; i < 20; i++) {
            put("d/" + i, "");
        }

        try (var listing = store(2).list()) {
            assertThat(listing.next()).isNotNull();
            assertThat(scratch).isNotEmptyDirectory();
        }

        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void removesItsScratchFilesWhenListingFails() throws IOException {
        for (int i = 0; i < 20; i++) {
            put("file-" + i, "");
        }
        var calls = new int[1];
        FileProbe failing = path -> {
            if (++calls[0] == 15) {
                throw new AccessDeniedException(path.toString());
            }
            return probe.look(path);
        };

        assertThatThrownBy(() -> new FileDocumentStore(root, scratch, 2, failing, UTF_8_NAMES).list())
                .isInstanceOf(UnreadableSourceException.class);

        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void failsRatherThanLeaveDocumentsOutWhenTheScratchFolderGoesAway() throws IOException {
        for (int i = 0; i < 9; i++) {
            put("d/e/" + i, "");
            put("d/" + i, "");
        }

        try (var listing = store(2).list()) {
            assertThat(listing.next()).isNotNull();
            deleteTree(scratch);

            assertThatThrownBy(() -> Drained.of(listing)).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void passesOverLinksAndSpecialFilesAndCountsThem() throws IOException {
        put("real/a", "x");
        Files.createSymbolicLink(root.resolve("to-file"), root.resolve("real/a"));
        Files.createSymbolicLink(root.resolve("to-folder"), root.resolve("real"));
        Files.createSymbolicLink(root.resolve("real/loop"), root);
        Files.createSymbolicLink(root.resolve("dangling"), root.resolve("nowhere"));

        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));

            try (var listing = store().list()) {
                assertThat(listing.next()).extracting(SourceDocument::key).isEqualTo("real/a");
                assertThat(listing.next()).isNull();
                assertThat(listing.skippedLinks()).isEqualTo(4);
                assertThat(listing.skippedSpecialFiles()).isEqualTo(1);
            }
        }
    }

    @Test
    void followsALinkThatIsTheSourceItself() throws IOException {
        put("a", "x");
        var link = Files.createSymbolicLink(scratch.resolveSibling("link"), root);
        var store = new FileDocumentStore(link, scratch);

        assertThat(list(store)).isEqualTo(list());
        assertThat(store.open(only()).readAllBytes()).asString(UTF_8).isEqualTo("x");
        Files.delete(link);
    }

    @Test
    void doesNotOpenALinkThatTookTheFilesPlace() throws IOException {
        put("a", "x");
        var pinned = only();
        Files.move(root.resolve("a"), root.resolve("b"));
        Files.createSymbolicLink(root.resolve("a"), root.resolve("b"));

        assertThatThrownBy(() -> store().open(pinned))
                .isInstanceOf(SourceChangedException.class)
                .hasMessageContaining("no regular file any more");
    }

    @Test
    void leavesOutWhatVanishesBeforeItIsLookedAt() throws IOException {
        put("a", "");
        put("b", "");
        put("c/d", "");
        FileProbe vanishing = path -> {
            if (path.endsWith("b")) {
                Files.deleteIfExists(path);
            }
            return probe.look(path);
        };

        assertThat(list(new FileDocumentStore(root, scratch, 10, vanishing, UTF_8_NAMES)))
                .extracting(SourceDocument::key)
                .containsExactly("a", "c/d");
    }

    @Test
    void leavesOutAFolderThatVanishesOrBecomesALinkBeforeItIsEntered() throws IOException {
        put("a", "");
        put("b/x", "");
        put("c/x", "");
        put("d/x", "");

        try (var listing = store().list()) {
            assertThat(listing.next()).isNotNull();
            deleteTree(root.resolve("b"));
            Files.move(root.resolve("c"), root.resolve("moved"));
            Files.createSymbolicLink(root.resolve("c"), root.resolve("moved"));

            assertThat(listing.next()).extracting(SourceDocument::key).isEqualTo("d/x");
            assertThat(listing.next()).isNull();
        }
    }

    @Test
    void saysThatADocumentIsGoneWhenItsFolderHasBecomeAFile() throws IOException {
        put("d/e/a", "x");
        var pinned = only();
        deleteTree(root.resolve("d"));
        put("d", "a file now");

        assertThatThrownBy(() -> store().open(pinned))
                .isInstanceOf(SourceChangedException.class)
                .hasMessageContaining("d/e/a is gone");
    }

    @Test
    void blamesNoDocumentWhenTheWholeSourceIsGone() throws IOException {
        put("a", "x");
        var pinned = only();
        var gone = new FileDocumentStore(root.resolve("unmounted"), scratch);

        assertThatThrownBy(() -> gone.open(pinned))
                .isInstanceOfSatisfying(
                        UnreadableSourceException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NOT_READABLE))
                .hasMessageContaining("unmounted");
    }

    @Test
    void refusesASourceThatIsNotThereOrNoFolder() throws IOException {
        put("file", "x");

        for (String source : List.of("nowhere", "file")) {
            assertThatThrownBy(() -> new FileDocumentStore(root.resolve(source), scratch).list())
                    .isInstanceOf(UnreadableSourceException.class)
                    .hasMessage(
                            "The source is not a folder, or not there (%s). Create it, mount it, or correct source"
                                    + " in the job file.",
                            root.resolve(source));
        }
    }

    @Test
    void namesWhatMayNotBeReadOnOneLine() throws IOException {
        put("d/se\ncret\u202E", "x");
        FileProbe denying = path -> {
            if (path.toString().contains("cret")) {
                throw new AccessDeniedException(path.toString());
            }
            return probe.look(path);
        };

        assertThatThrownBy(() -> list(new FileDocumentStore(root, scratch, 10, denying, UTF_8_NAMES)))
                .isInstanceOfSatisfying(
                        UnreadableSourceException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NOT_PERMITTED))
                .hasMessageContaining("d/se\\u000Acret\\u202E")
                .hasMessageContaining("Give that user the right to read it")
                .hasMessageNotContaining("\n");
    }

    @Test
    void stopsAtAnInputErrorOfTheSource() throws IOException {
        put("a", "x");
        FileProbe broken = path -> {
            throw new IOException("Input/output error");
        };

        assertThatThrownBy(() -> list(new FileDocumentStore(root, scratch, 10, broken, UTF_8_NAMES)))
                .isInstanceOfSatisfying(
                        UnreadableSourceException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NOT_READABLE))
                .hasMessageContaining("Input/output error");
    }

    @Test
    void refusesAKeyThatLeadsOutOfTheSource() {
        for (String key : List.of("../a", "a/../../b", "/etc/passwd", "a//b", ".", "a/")) {
            assertThatThrownBy(() -> store().open(new SourceDocument(key, "1", 0)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private DocumentStore store(int inMemory) {
        return new FileDocumentStore(root, scratch, inMemory, probe, UTF_8_NAMES);
    }

    private static void deleteTree(Path top) throws IOException {
        try (var paths = Files.walk(top)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
