package dev.backflow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.job.Folder;
import dev.backflow.run.job.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerScratchTest {
    private static final S3Location FAR = new S3Location("base-bucket", "jobs/invoices/runs/1/");

    private final Path folder;

    WorkerScratchTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void removesWhatIsInAFolderThatTheWorkerHasMade() throws IOException {
        Path volume = folder.resolve("volume");
        Path made;
        try (var scratch = new WorkerScratch(volume.toString()).open(FAR)) {
            made = scratch.path();
            Files.writeString(Files.createDirectories(made.resolve("hook")).resolve("hook.jar"), "jar");
        }

        assertThat(made).startsWithRaw(volume).doesNotExist();
        assertThat(volume).isEmptyDirectory();
    }

    @Test
    void givesEachWorkerOfAVolumeAFolderOfItsOwn() {
        var volume = new WorkerScratch(folder.toString());
        try (var one = volume.open(FAR);
                var other = volume.open(FAR)) {
            assertThat(one.path()).isDirectory().isNotEqualTo(other.path());
        }
    }

    @Test
    void leavesTheSandboxsFolderToTheLauncher() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("scratch"));

        try (var scratch = new WorkerScratch(null).open(new Folder(folder))) {
            assertThat(scratch.path()).isEqualTo(shared);
        }

        assertThat(shared).isDirectory();
    }

    @Test
    void namesAPlaceThatItCannotWriteTo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new WorkerScratch(file.toString()).open(FAR))
                .isInstanceOf(WorkerStartException.class)
                .hasMessageContaining("This worker cannot write to " + file)
                .hasMessageContaining("BACKFLOW_SCRATCH");
    }
}
