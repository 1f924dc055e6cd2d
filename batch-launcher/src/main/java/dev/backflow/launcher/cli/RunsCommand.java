package dev.backflow.launcher.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code runs}: the commands about runs, past and present. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "List runs, or look at one.")
final class RunsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw WrongCommandLine.alone(Objects.requireNonNull(spec));
    }
}
