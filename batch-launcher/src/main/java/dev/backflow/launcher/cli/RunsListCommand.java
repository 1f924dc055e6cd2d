package dev.backflow.launcher.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs list}: all runs, or those of one job. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "List the runs of all jobs, or of one.")
final class RunsListCommand implements Callable<Integer> {
    private final HistoryPrinter history;

    @Option(names = "--job", paramLabel = "NAME", description = "Only the runs of this job.")
    private @Nullable String job;

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    RunsListCommand(HistoryPrinter history) {
        this.history = history;
    }

    @Override
    public Integer call() {
        return history.list(folders.data(), job, output.isJson()).number();
    }
}
