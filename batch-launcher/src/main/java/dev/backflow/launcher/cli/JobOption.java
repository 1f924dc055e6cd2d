package dev.backflow.launcher.cli;

import picocli.CommandLine.Option;

/** The job that a command is about. */
final class JobOption {
    @Option(names = "--job", paramLabel = "NAME", required = true, description = "The job's name.")
    private String name = "";

    String name() {
        return name;
    }
}
