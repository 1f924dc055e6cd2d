package dev.backflow.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLogTest {
    private final Path file;
    private final TaskLog log;

    TaskLogTest(@TempDir Path folder) {
        file = folder.resolve("task.log");
        log = new TaskLog(file, 4);
    }

    @Test
    void leavesAFileWithinTheLimitAlone() throws IOException {
        Files.writeString(file, "1234");

        log.trim();

        assertThat(file).hasContent("1234");
    }

    @Test
    void keepsTheEndOfAFileAboveTheLimit() throws IOException {
        Files.writeString(file, "123456");

        log.trim();
        Files.writeString(file, "78", StandardOpenOption.APPEND);

        assertThat(file).hasContent("78");
        assertThat(log.text()).isEqualTo("345678");
    }

    @Test
    void keepsNoMoreThanTheLastCut() throws IOException {
        Files.writeString(file, "123456");
        log.trim();
        Files.writeString(file, "abcde");
        log.trim();

        assertThat(log.text()).isEqualTo("bcde");
    }

    @Test
    void leavesNothingWhenDeleted() throws IOException {
        Files.writeString(file, "123456");
        log.trim();

        log.delete();

        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void doesNotMindAFileThatIsGone() {
        log.trim();

        assertThat(file).doesNotExist();
    }
}
