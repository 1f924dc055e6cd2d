package dev.backflow.launcher.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes that looks at one run: which run it is, and in which form it is told. */
final class RunQuestion {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private @Nullable Integer run;

    @Mixin
    private final JobOption job = new JobOption();

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(names = "--run", paramLabel = "N", description = "The run's number; without it the job's last run.")
    void run(@Nullable Integer typed) {
        run = typed == null ? null : RunNumber.counted(typed, command);
    }

    String job() {
        return job.name();
    }

    /** The number, or null for the last run. */
    @Nullable
    Integer run() {
        return run;
    }

    FolderOptions folders() {
        return folders;
    }

    boolean isJson() {
        return output.isJson();
    }
}
