package dev.backflow.run.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemProbeTest {
    private final Path folder;

    FileSystemProbeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void agreesWithWhatTheFileSystemDoes() throws IOException {
        Files.createFile(folder.resolve("Case"));
        var foldsCase = Files.exists(folder.resolve("cASE"));

        // Normalisation and the C locale can fold as well, so one direction only.
        assertThat(FileSystemProbe.resultNameIn("letters", folder, 1).folded() || !foldsCase)
                .isTrue();
    }

    @Test
    void makesTheResultsFolderAndLeavesNothingInIt() throws IOException {
        var results = folder.resolve("some").resolve("results");

        FileSystemProbe.resultNameIn("letters", results, 1);

        assertThat(results).isEmptyDirectory();
    }
}
