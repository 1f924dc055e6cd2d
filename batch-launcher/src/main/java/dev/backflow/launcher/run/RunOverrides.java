package dev.backflow.launcher.run;

import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.job.SettingOverride;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
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

    /**
     * Writes them where each host finds them that can go on with the run.
     *
     * @param elsewhere of the run; null when that is the folder
     */
    void write(Path runFolder, @Nullable RunStore elsewhere) throws IOException {
        byte[] json = JSON.writeValueAsBytes(this);
        Files.createDirectories(runFolder);
        AtomicFile.write(runFolder.resolve(NAME), json);
        if (elsewhere != null) {
            try (var file = elsewhere.replace(NAME)) {
                file.out().write(json);
                file.commit();
            }
        }
    }

    /** Those of the job's newest run in a folder; null when it has none. */
    static @Nullable RunOverrides ofNewestRun(JobFolder folder) throws IOException {
        return read(new FolderRunStore(folder.newestRun()));
    }

    /** Those of a run; null when it has none. */
    static @Nullable RunOverrides read(RunStore store) throws IOException {
        try (var in = store.read(NAME, 0)) {
            return JSON.readValue(in, RunOverrides.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
