package dev.backflow.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sandbox list}: what there is, whose it is, and since when. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "List the sandboxes of a base, found by their tags. Changes nothing.")
final class SandboxListCommand implements Callable<Integer> {
    private final SandboxPrinter sandboxes;

    @Mixin
    private final JobFilter job = new JobFilter();

    @Mixin
    private final SandboxOptions options = new SandboxOptions();

    SandboxListCommand(SandboxPrinter sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public Integer call() {
        return sandboxes.list(options.query(job.name(), null), options.isJson()).number();
    }
}
