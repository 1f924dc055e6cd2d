package dev.backflow.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be said about a run that is planned or started. */
final class RunOptions {
    @Option(names = "--new", description = "Give up the job's unfinished run, if there is one, and start another.")
    private boolean fresh;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many documents this run may service, in place of the job file's limit.")
    private @Nullable String limit;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Replace a value of the job file for this run. Can be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--yes", description = "Answer every question with yes.")
    private boolean agreed;

    boolean fresh() {
        return fresh;
    }

    boolean agreed() {
        return agreed;
    }

    @Nullable
    String limit() {
        return limit;
    }

    List<String> settings() {
        return settings;
    }
}
