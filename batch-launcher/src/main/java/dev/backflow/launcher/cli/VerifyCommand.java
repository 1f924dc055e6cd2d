package dev.backflow.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code verify}: add up a run's books again. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Add up a run's ledger, segments and meter again, and say whether they agree.")
final class VerifyCommand implements Callable<Integer> {
    private final HistoryPrinter history;

    @Mixin
    private final RunQuestion question = new RunQuestion();

    VerifyCommand(HistoryPrinter history) {
        this.history = history;
    }

    @Override
    public Integer call() {
        return history.verify(question).number();
    }
}
