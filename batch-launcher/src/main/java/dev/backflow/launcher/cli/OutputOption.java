package dev.backflow.launcher.cli;

import picocli.CommandLine.Option;

/** In which form a command prints its result. */
final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "The form of the result; json: one object a line (default: ${DEFAULT-VALUE}).")
    private OutputForm form = OutputForm.TEXT;

    boolean isJson() {
        return form == OutputForm.JSON;
    }
}
