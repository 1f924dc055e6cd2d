package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.SandboxQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** What every command about sandboxes takes: where it looks for them, and in which form it tells what it found. */
final class SandboxOptions {
    @Mixin
    private final BaseOptions base = new BaseOptions();

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    /**
     * @param job null for all jobs
     * @param run null for all runs
     */
    SandboxQuery query(@Nullable String job, @Nullable Integer run) {
        return new SandboxQuery(base.base(), base.region(), folders.data(), job, run);
    }

    boolean isJson() {
        return output.isJson();
    }
}
