package dev.backflow.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRemovalTest {
    private final Path folder;

    FolderRemovalTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void removesFilesAndFolders() throws IOException {
        Path scratch = folder.resolve("scratch");
        Files.createDirectories(scratch.resolve("a/b"));
        Files.writeString(scratch.resolve("a/b/file"), "text");

        new FolderRemoval(scratch).run();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void doesNotFollowALink() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept"), "text");
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Files.createSymbolicLink(scratch.resolve("link"), outside);

        new FolderRemoval(scratch).run();

        assertThat(scratch).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void doesNotMindAFolderThatIsGone() throws IOException {
        new FolderRemoval(folder.resolve("missing")).run();

        assertThat(folder).isEmptyDirectory();
    }
}
