package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFolderTest {
    private final Path data;
    private final JobFolder folder;

    JobFolderTest(@TempDir Path data) {
        this.data = data;
        this.folder = JobFolder.of(data, "invoices");
    }

    @Test
    void keepsEverythingOfAJobBelowOneFolder() {
        assertThat(folder.repository()).isEqualTo(data.resolve("invoices/repository"));
        assertThat(folder.log()).isEqualTo(data.resolve("invoices/launcher.log"));
        assertThat(folder.of(17)).isEqualTo(data.resolve("invoices/runs/17"));
    }

    @Test
    void isAbsoluteWhereverItIsAskedFrom() {
        assertThat(JobFolder.of(Path.of("x/../data"), "invoices").folder())
                .isEqualTo(Path.of("data/invoices").toAbsolutePath());
    }

    @Test
    void findsTheNewestRunWithoutADatabase() throws IOException {
        assertThat(folder.newestRun()).isEqualTo(folder.of(1));

        Files.createDirectories(folder.of(1));
        Files.createDirectories(folder.of(2));

        assertThat(folder.newestRun()).isEqualTo(folder.of(2));
    }

    @Test
    void findsTheNewestRunWhereOlderOnesWereRemoved() throws IOException {
        Files.createDirectories(folder.of(9));
        Files.createDirectories(folder.of(10));
        Files.createDirectories(folder.folder().resolve("runs/notes"));

        assertThat(folder.newestRun()).isEqualTo(folder.of(10));
    }

    @Test
    void knowsWhetherTheNewestRunIsReported() throws IOException {
        assertThat(folder.lastRunIsReported()).isTrue();

        Files.createDirectories(folder.of(1));
        assertThat(folder.lastRunIsReported()).isFalse();

        Files.createFile(folder.of(1).resolve("summary.json"));
        assertThat(folder.lastRunIsReported()).isTrue();
    }

    @Test
    void isKnownByTheFolderOfARun() {
        var folder = JobFolder.of(Path.of("/data"), "invoices");

        assertThat(JobFolder.ofRun(folder.of(7))).isEqualTo(folder);
    }
}
