package dev.backflow.launcher.run;

import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.job.SettingOverride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the command line that began a run said in place of the job file, so that {@code restart} resumes the run with the
 * same values without being told them again.
 *
 * @param workingFolder where relative paths among them start
 */
public record RunOverrides(Path workingFolder, List<SettingOverride> overrides) {
    private static final String NAME = "overrides.json";
    private static final JsonMapper JSON = new JsonMapper();

    public RunOverrides {
        workingFolder = workingFolder.toAbsolutePath();
        overrides = List.copyOf(overrides);
    }

    void write(Path runFolder) throws IOException {
        Files.createDirectories(runFolder);
        AtomicFile.write(runFolder.resolve(NAME), JSON.writeValueAsBytes(this));
    }

    /** Those of the job's newest run; null when it has none. */
    public static @Nullable RunOverrides ofNewestRun(JobFolder folder) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(folder.newestRun().resolve(NAME)), RunOverrides.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
