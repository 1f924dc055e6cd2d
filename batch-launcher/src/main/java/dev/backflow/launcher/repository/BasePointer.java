package dev.backflow.launcher.repository;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.job.Aws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * On which base a job runs, which has the job's repository too if no {@link RepositoryPointer} says otherwise; lets
 * commands find it without the job file. It holds no secret.
 */
final class BasePointer {
    /** @param region null for the environment's own */
    record Place(String base, @Nullable String region) {}

    private final JsonMapper json = new JsonMapper();
    private final Path file;

    BasePointer(Path repositoryFolder) {
        this.file = repositoryFolder.resolve("base.json");
    }

    void write(Aws aws) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        AtomicFile.write(file, json.writeValueAsBytes(new Place(aws.base(), aws.region())));
        Failpoint.POINTER_WRITTEN.hit();
    }

    /** @return null when the job does not run in AWS */
    @Nullable
    Place read() throws IOException {
        try {
            return json.readValue(Files.readAllBytes(file), Place.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
