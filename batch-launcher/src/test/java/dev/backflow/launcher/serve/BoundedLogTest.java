package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
    private final Path log;
    private final Path older;

    BoundedLogTest(@TempDir Path folder) {
        this.log = folder.resolve("logs").resolve("inline-1.log");
        this.older = folder.resolve("logs").resolve("inline-1.log.1");
    }

    private void write(String... texts) throws IOException {
        try (OutputStream out = new BoundedLog(log, 10)) {
            for (String text : texts) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void isNotMadeForNothing() throws IOException {
        write();

        assertThat(log).doesNotExist();
    }

    @Test
    void keepsAllThatIsWithinTheLimit() throws IOException {
        write("12345", "67890");

        assertThat(log).hasContent("1234567890");
        assertThat(older).doesNotExist();
    }

    @Test
    void keepsTheEndOfALineThatIsLongerThanBothFiles() throws IOException {
        write("a".repeat(30) + "b".repeat(10) + "c", "d");

        assertThat(log).hasContent("cd");
        assertThat(older).hasContent("b".repeat(10));
    }
}
