package dev.backflow.run.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private final Path folder;

    AtomicFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void showsNothingBeforeTheCommitAndEverythingAfterIt() throws IOException {
        var target = folder.resolve("a.txt");

        try (var file = AtomicFile.create(target)) {
            file.out().write("whole".getBytes(UTF_8));
            assertThat(target).doesNotExist();

            file.commit();
        }

        assertThat(target).hasContent("whole");
        assertThat(folder).isDirectoryContaining("glob:**/a.txt").isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void keepsTheOldContentAndRemovesTheTemporaryFileWhenNotCommitted() throws IOException {
        var target = Files.writeString(folder.resolve("a.txt"), "old");

        try (var file = AtomicFile.create(target)) {
            file.out().write("new".getBytes(UTF_8));
        }

        assertThat(target).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void replacesWhatIsThereAndOverwritesWhatACrashLeft() throws IOException {
        var target = Files.writeString(folder.resolve("a.txt"), "old");
        Files.writeString(folder.resolve("a.txt.tmp"), "much longer than what follows");

        AtomicFile.write(target, "new".getBytes(UTF_8));

        assertThat(target).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void isNotChangedByAnEarlierWriterThatWakesUp() throws IOException {
        var target = folder.resolve("a.txt");
        var paused = AtomicFile.create(target);
        paused.out().write("old and much longer".getBytes(UTF_8));

        AtomicFile.write(target, "new".getBytes(UTF_8));

        assertThatThrownBy(paused::commit).isInstanceOf(NoSuchFileException.class);
        paused.close();
        assertThat(target).hasContent("new");
    }

    @Test
    void removesTheTemporaryFileWhenTheRenameFails() throws IOException {
        var target = folder.resolve("occupied");
        Files.createDirectories(target.resolve("child"));

        assertThatThrownBy(() -> AtomicFile.write(target, new byte[1])).isInstanceOf(IOException.class);

        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        assertThatThrownBy(() -> AtomicFile.create(folder.resolve("none/a.txt")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("a.txt.tmp");
    }

    @Test
    void refusesASecondCommit() throws IOException {
        try (var file = AtomicFile.create(folder.resolve("a.txt"))) {
            file.commit();

            assertThatThrownBy(file::commit).isInstanceOf(IllegalStateException.class);
        }
    }
}
