package dev.backflow.launcher.cli;

import picocli.CommandLine.Option;

/** How a command shows its progress. */
final class ProgressOption {
    private static final int USUAL_COLUMNS = 80;

    @Option(
            names = "--progress",
            paramLabel = "auto|bar|plain|none",
            defaultValue = "auto",
            description = "How progress is shown (default: ${DEFAULT-VALUE}).")
    private ProgressStyle style = ProgressStyle.AUTO;

    ProgressDisplay display(Console console) {
        var chosen = style.in(console.environment(), console.terminal().getAsBoolean());
        return new ProgressDisplay(
                console.err(), chosen, columns(console.environment().getOrDefault("COLUMNS", "")), System::nanoTime);
    }

    /** The width of the terminal, where the shell tells it. */
    static int columns(String told) {
        return told.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(told) : USUAL_COLUMNS;
    }
}
