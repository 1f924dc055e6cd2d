package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.SandboxQuery;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sandbox list}: what there is, whose it is, and since when. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "List the sandboxes of a base, found by their tags. Changes nothing.")
final class SandboxListCommand implements Callable<Integer> {
    private final SandboxPrinter sandboxes;

    @Option(names = "--job", paramLabel = "NAME", description = "Only the sandboxes of this job.")
    private @Nullable String job;

    @Mixin
    private final BaseOptions base = new BaseOptions();

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    SandboxListCommand(SandboxPrinter sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public Integer call() {
        var query = new SandboxQuery(base.base(), base.region(), folders.data(), job, null);
        return sandboxes.list(query, output.isJson()).number();
    }
}
