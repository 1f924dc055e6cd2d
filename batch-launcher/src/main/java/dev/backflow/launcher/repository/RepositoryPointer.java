package dev.backflow.launcher.repository;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.job.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Where a job's repository is when it is not in the job's folder; lets commands find it without the job file. */
final class RepositoryPointer {
    private final JsonMapper json = new JsonMapper();
    private final Path file;

    RepositoryPointer(Path repositoryFolder) {
        this.file = repositoryFolder.resolve("elsewhere.json");
    }

    void write(Repository settings) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        AtomicFile.write(file, json.writeValueAsBytes(settings));
        Failpoint.POINTER_WRITTEN.hit();
    }

    /** @return null when the repository is in the job's folder, or nowhere */
    @Nullable
    Repository read() throws IOException {
        try {
            return json.readValue(Files.readAllBytes(file), Repository.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
