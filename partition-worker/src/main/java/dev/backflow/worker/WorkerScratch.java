package dev.backflow.worker;

import dev.backflow.run.job.Folder;
import dev.backflow.run.job.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker process writes what need not outlive it.
 *
 * @param volume a folder that it may write to, where no other is; null for the JVM's own folder for temporary files
 */
record WorkerScratch(@Nullable String volume) {
    /** As a variable: {@code BACKFLOW_SCRATCH}. */
    static final String PROPERTY = "backflow.scratch";

    /**
     * On the launcher's machine it is the sandbox's own folder, which is removed with it; else a new one, which is removed
     * when it is closed.
     *
     * @param store where the files of the run are
     */
    ScratchFolder open(Location store) {
        if (store instanceof Folder folder) {
            return new ScratchFolder(folder.path().resolve("scratch"), false);
        }
        String parent = volume == null || volume.isBlank() ? System.getProperty("java.io.tmpdir") : volume;
        try {
            return new ScratchFolder(
                    Files.createTempDirectory(Files.createDirectories(Path.of(parent)), "worker-"), true);
        } catch (IOException e) {
            throw new WorkerStartException(
                    "This worker cannot write to %s: %s. Name a folder that it may write to in BACKFLOW_SCRATCH."
                            .formatted(parent, e.getClass().getSimpleName()),
                    e);
        }
    }
}
