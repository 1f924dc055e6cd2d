package dev.backflow.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code restart}: go on with a job's unfinished run. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Go on with the job's last run if it is unfinished; otherwise say so and touch nothing.",
        footer = {
            "",
            "With --explain: DONE documents are settled and stay so; AGAIN were begun and not settled,",
            "so that they are served again; OPEN never started; UNITS of the limit are set aside for them."
        })
final class RestartCommand implements Callable<Integer> {
    private final JobRunner runner;

    @Mixin
    private final JobOption job = new JobOption();

    @Mixin
    private final StartOptions start = new StartOptions();

    @Option(
            names = "--explain",
            description = "Only tell, partition by partition, what is done, what would be served again and what"
                    + " never started, and why; change nothing.")
    private boolean explain;

    RestartCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        var asked = start.asked(job.name(), new RunOptions());
        return (explain ? runner.explainRestart(asked) : runner.restart(asked)).number();
    }
}
