package dev.backflow.launcher.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The folders that a command reads and writes. */
final class FolderOptions {
    static final String DATA_DIR = "--data-dir";
    static final String DEFAULT_DATA = "backflow-data";
    private static final String JOBS_DIR = "--jobs-dir";
    private static final String DEFAULT_JOBS = "job-configs";

    @Option(
            names = JOBS_DIR,
            paramLabel = "DIR",
            defaultValue = DEFAULT_JOBS,
            description = "The folder of job files (default: ${DEFAULT-VALUE}).")
    private Path jobs = Path.of(DEFAULT_JOBS);

    @Option(
            names = DATA_DIR,
            paramLabel = "DIR",
            defaultValue = DEFAULT_DATA,
            description = "The folder in which runs are kept (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(DEFAULT_DATA);

    Path jobs() {
        return jobs;
    }

    Path data() {
        return data;
    }

    /** What has to be typed to mean the same folders again. */
    List<String> asTyped() {
        var typed = new ArrayList<String>();
        if (!jobs.equals(Path.of(DEFAULT_JOBS))) {
            typed.add(JOBS_DIR + "=" + jobs);
        }
        if (!data.equals(Path.of(DEFAULT_DATA))) {
            typed.add(DATA_DIR + "=" + data);
        }
        return List.copyOf(typed);
    }
}
