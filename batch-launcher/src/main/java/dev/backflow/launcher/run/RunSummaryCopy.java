package dev.backflow.launcher.run;

import dev.backflow.launcher.report.RunSummary;
import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The summary of a run beside its other files in S3, so that a host that has not served the run can tell of it. */
record RunSummaryCopy(RunStore store, Path folder) {
    void write() throws IOException {
        try (var copy = store.replace(RunSummary.NAME)) {
            Files.copy(folder.resolve(RunSummary.NAME), copy.out());
            copy.commit();
        }
    }

    /** @throws java.nio.file.NoSuchFileException if neither place has a summary */
    RunSummary read() throws IOException {
        Path own = folder.resolve(RunSummary.NAME);
        if (Files.notExists(own)) {
            try (var there = store.read(RunSummary.NAME, 0)) {
                Files.createDirectories(folder);
                AtomicFile.write(own, there.readAllBytes());
            }
        }
        return RunSummary.read(folder);
    }
}
