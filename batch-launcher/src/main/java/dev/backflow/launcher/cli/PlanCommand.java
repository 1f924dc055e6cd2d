package dev.backflow.launcher.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: what a run would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Tell what a run would do, and create nothing; the same as --dry-run.")
final class PlanCommand implements Callable<Integer> {
    private final JobRunner runner;

    @Mixin
    private final JobOption job = new JobOption();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the plan to a file.")
    private @Nullable Path out;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "The prices for a plan of a run on Fargate, in place of the built-in table.")
    private @Nullable Path prices;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Mixin
    private final StartOptions start = new StartOptions();

    PlanCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.plan(start.asked(job.name(), options), prices, out).number();
    }
}
