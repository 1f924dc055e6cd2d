package dev.backflow.launcher.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The one job that a list is narrowed to. */
final class JobFilter {
    @Option(names = "--job", paramLabel = "NAME", description = "Only those of this job.")
    private @Nullable String name;

    /** Null for all jobs. */
    @Nullable
    String name() {
        return name;
    }
}
