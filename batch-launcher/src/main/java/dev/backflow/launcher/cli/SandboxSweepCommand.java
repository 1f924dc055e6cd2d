package dev.backflow.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sandbox sweep}: removes what nobody needs any more. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description =
                "Remove the sandboxes that have nobody any more: their run has ended, its launcher is gone, or their"
                        + " time to live is over and nobody can say more. Never one that a launcher serves.")
final class SandboxSweepCommand implements Callable<Integer> {
    private final SandboxPrinter sandboxes;

    @Mixin
    private final JobFilter job = new JobFilter();

    @Mixin
    private final SandboxOptions options = new SandboxOptions();

    SandboxSweepCommand(SandboxPrinter sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public Integer call() {
        return sandboxes
                .sweep(options.query(job.name(), null), options.isJson())
                .number();
    }
}
