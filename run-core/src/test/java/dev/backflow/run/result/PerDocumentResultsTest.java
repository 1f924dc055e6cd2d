package dev.backflow.run.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.backflow.run.outcome.ChunkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerDocumentResultsTest extends FolderResultsContract {
    private final Path folder;

    PerDocumentResultsTest(@TempDir Path folder) {
        super(folder);
        this.folder = folder;
    }

    @Override
    ResultStore storeIn(Path results) {
        return new PerDocumentResults("invoices", results, new ResultName(false));
    }

    @Test
    void namesAResultAfterItsDocumentWhateverTheChunk() {
        var store = storeIn(folder);

        assertThat(store.nameFor("a/b.pdf", CHUNK)).isEqualTo("a/b.pdf.json");
        assertThat(store.nameFor("a/b.pdf", new ChunkId(18, 0, 0, 9))).isEqualTo("a/b.pdf.json");
    }

    @Test
    void replacesTheResultOfAnEarlierRun() throws IOException {
        var store = storeIn(folder);
        store.publish(CHUNK, List.of(Results.completed(100, "a")));

        store.publish(new ChunkId(18, 0, 7, 1), List.of(Results.rejected(7, "a")));

        assertThat(Files.readString(folder.resolve("a.json")))
                .contains("\"run\":18", "\"rejected\"")
                .endsWith("}\n");
    }

    @Test
    void makesAFolderAgainThatSomebodyHasRemoved() throws IOException {
        var store = storeIn(folder);
        store.publish(CHUNK, List.of(Results.completed(100, "a/b")));
        Files.delete(folder.resolve("a/b.json"));
        Files.delete(folder.resolve("a"));

        store.publish(CHUNK, List.of(Results.completed(100, "a/b")));

        assertThat(folder.resolve("a/b.json")).isNotEmptyFile();
    }

    @Test
    void leavesNoStagedFileWhenAResultCannotBePublished() throws IOException {
        var store = storeIn(folder);
        Files.createDirectories(folder.resolve("a.json").resolve("in the way"));

        assertThatIOException()
                .isThrownBy(() -> store.publish(CHUNK, List.of(Results.completed(100, "a"))))
                .withMessageContaining(folder.resolve("a.json").toString());

        assertThat(folder.resolve(Staging.FOLDER).resolve("invoices-17")).isEmptyDirectory();
    }
}
