package dev.backflow.launcher.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sandbox destroy}: removes the sandbox of one run. */
@Command(
        name = "destroy",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Remove the sandbox of one run, with everything in it. Refused while a launcher serves the run.")
final class SandboxDestroyCommand implements Callable<Integer> {
    private final SandboxPrinter sandboxes;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final JobOption job = new JobOption();

    private int run;

    @Option(names = "--yes", description = "Remove it without being asked.")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Leave behind, after half an hour, what cannot be deleted (FORCE_DELETE_STACK). It may go on"
                    + " costing money.")
    private boolean force;

    @Mixin
    private final SandboxOptions options = new SandboxOptions();

    SandboxDestroyCommand(SandboxPrinter sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Option(names = "--run", paramLabel = "N", required = true, description = "The run's number.")
    void run(int typed) {
        run = RunNumber.counted(typed, spec);
    }

    @Override
    public Integer call() {
        var query = options.query(job.name(), run);
        if (!yes) {
            return sandboxes.ask(query, options.isJson()).number();
        }
        return sandboxes.destroy(query, force, options.isJson()).number();
    }
}
