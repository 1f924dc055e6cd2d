package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.SandboxQuery;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Option(names = "--run", paramLabel = "N", required = true, description = "The run's number.")
    private int run;

    @Option(names = "--yes", description = "Remove it without being asked.")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Leave behind, after half an hour, what cannot be deleted (FORCE_DELETE_STACK). It may go on"
                    + " costing money.")
    private boolean force;

    @Mixin
    private final BaseOptions base = new BaseOptions();

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    SandboxDestroyCommand(SandboxPrinter sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public Integer call() {
        if (run < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--run is " + run + ". Runs count from 1");
        }
        var query = new SandboxQuery(base.base(), base.region(), folders.data(), job.name(), run);
        if (!yes) {
            return sandboxes.ask(query, output.isJson()).number();
        }
        return sandboxes.destroy(query, force, output.isJson()).number();
    }
}
