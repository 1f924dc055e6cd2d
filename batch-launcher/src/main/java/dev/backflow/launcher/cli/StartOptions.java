package dev.backflow.launcher.cli;

import picocli.CommandLine.Mixin;

/** What every command takes that starts a job or tells what starting it would do: the folders, and how it is told. */
final class StartOptions {
    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    /** @param run what was typed about the run */
    JobRunner.Asked asked(String job, RunOptions run) {
        return new JobRunner.Asked(job, run, folders, output, progress);
    }

    FolderOptions folders() {
        return folders;
    }

    boolean isJson() {
        return output.isJson();
    }
}
