package dev.backflow.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code restart}: go on with a job's unfinished run. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Go on with the job's last run if it is unfinished; otherwise say so and touch nothing.")
final class RestartCommand implements Callable<Integer> {
    private final JobRunner runner;

    @Mixin
    private final JobOption job = new JobOption();

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    RestartCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.restart(new JobRunner.Asked(job.name(), new RunOptions(), folders, output, progress))
                .number();
    }
}
