package dev.backflow.launcher.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sandbox}: the commands about what runs have in AWS. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "List what runs have in AWS, or remove it.")
final class SandboxCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw WrongCommandLine.alone(Objects.requireNonNull(spec));
    }
}
