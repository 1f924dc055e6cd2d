package dev.backflow.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code runs show}: one run. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Look at one run.")
final class RunsShowCommand implements Callable<Integer> {
    private final HistoryPrinter history;

    @Mixin
    private final RunQuestion question = new RunQuestion();

    RunsShowCommand(HistoryPrinter history) {
        this.history = history;
    }

    @Override
    public Integer call() {
        return history.show(question).number();
    }
}
