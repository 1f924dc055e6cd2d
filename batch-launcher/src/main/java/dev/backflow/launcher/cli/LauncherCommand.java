package dev.backflow.launcher.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done without a command's name: run a job, or list the jobs when none is named. */
@Command(
        name = "launcher",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        customSynopsis = {
            "java -jar launcher.jar --job=NAME [OPTIONS]",
            "java -jar launcher.jar COMMAND [OPTIONS]",
            "java -jar launcher.jar                        lists the jobs"
        },
        description = "Serves documents of a folder or of S3 through a hook, metered exactly.%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Options that start with --spring., --logging. or --management. go on to Spring.",
            "",
            "Exit codes: 0 done or limit reached; 1 more documents exhausted than tolerated;",
            "64 command line wrong; 66 documents not readable; 69 AWS, database or disk cannot",
            "be used now; 70 internal error; 74 tear-down not confirmed; 75 the job is running",
            "already; 77 not permitted; 78 job file, hook jar, folder or base wrong, or changed",
            "under an unfinished run; 130 and 143 stopped by a signal, can be restarted."
        })
final class LauncherCommand implements Callable<Integer> {
    private static final Set<String> WITHOUT_JOB = Set.of("--jobs-dir", "--data-dir", "--output", "--progress");

    private final JobRunner runner;
    private final JobList list;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--job", paramLabel = "NAME", description = "The job to run: JOBS-DIR/NAME.yaml.")
    private @Nullable String job;

    @Option(names = "--dry-run", description = "Only tell what would be done; create nothing.")
    private boolean dryRun;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "With --dry-run: the prices for a run on Fargate, in place of the built-in table.")
    private @Nullable Path prices;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Mixin
    private final StartOptions start = new StartOptions();

    LauncherCommand(JobRunner runner, JobList list) {
        this.runner = runner;
        this.list = list;
    }

    @Override
    public Integer call() {
        var name = job;
        if (name == null) {
            refuseOptionsThatNeedAJob();
            return list.print(start.folders(), start.isJson()).number();
        }
        var asked = start.asked(name, options);
        if (prices != null && !dryRun) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--prices needs a plan. Add --dry-run");
        }
        return (dryRun ? runner.plan(asked, prices, null) : runner.run(asked)).number();
    }

    private void refuseOptionsThatNeedAJob() {
        var command = Objects.requireNonNull(spec).commandLine();
        for (var typed : command.getParseResult().matchedOptions()) {
            if (!WITHOUT_JOB.contains(typed.longestName())) {
                throw new ParameterException(command, typed.longestName() + " needs a job. Add --job=NAME");
            }
        }
    }
}
