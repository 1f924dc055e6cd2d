package dev.backflow.launcher.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hook}: the commands about hook jars. */
@Command(
        name = "hook",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Look at a hook jar.")
final class HookCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw WrongCommandLine.alone(Objects.requireNonNull(spec));
    }
}
