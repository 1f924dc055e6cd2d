package dev.backflow.launcher.run;

import dev.backflow.launcher.report.RunSummary;
import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.ledger.Run;
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

    /**
     * The one that is here, if it is of the run's end: another host may have gone on with the run since.
     *
     * @throws java.nio.file.NoSuchFileException if neither place has a summary
     */
    RunSummary read(Run ended) throws IOException {
        Path own = folder.resolve(RunSummary.NAME);
        if (Files.exists(own)) {
            RunSummary here = RunSummary.read(folder);
            if (here.outcome() == ended.outcome()) {
                return here;
            }
        }
        byte[] copy;
        try (var there = store.read(RunSummary.NAME, 0)) {
            copy = there.readAllBytes();
        }
        Files.createDirectories(folder);
        AtomicFile.write(own, copy);
        return RunSummary.read(folder);
    }
}
