package dev.backflow.launcher.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The number of a run, as it was typed. */
final class RunNumber {
    private RunNumber() {}

    /** @throws ParameterException if no run can have it */
    static int counted(int typed, @Nullable CommandSpec command) {
        if (typed < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), "--run is " + typed + ". Runs count from 1");
        }
        return typed;
    }
}
