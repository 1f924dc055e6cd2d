package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.SandboxQuery;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(names = "--job", paramLabel = "NAME", description = "Only the sandboxes of this job.")
    private @Nullable String job;

    @Mixin
    private final BaseOptions base = new BaseOptions();

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    SandboxSweepCommand(SandboxPrinter sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public Integer call() {
        var query = new SandboxQuery(base.base(), base.region(), folders.data(), job, null);
        return sandboxes.sweep(query, output.isJson()).number();
    }
}
