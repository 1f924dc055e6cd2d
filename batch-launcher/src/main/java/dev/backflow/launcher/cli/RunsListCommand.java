package dev.backflow.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code runs list}: all runs, or those of one job. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "List the runs of all jobs, or of one.")
final class RunsListCommand implements Callable<Integer> {
    private final HistoryPrinter history;

    @Mixin
    private final JobFilter job = new JobFilter();

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    RunsListCommand(HistoryPrinter history) {
        this.history = history;
    }

    @Override
    public Integer call() {
        return history.list(folders.data(), job.name(), output.isJson()).number();
    }
}
