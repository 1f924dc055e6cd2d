package dev.backflow.launcher.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The run that a command is about. */
final class RunOption {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private @Nullable Integer number;

    @Option(names = "--run", paramLabel = "N", description = "The run's number; without it the job's last run.")
    void number(@Nullable Integer typed) {
        if (typed != null && typed < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), "--run is " + typed + ". Runs count from 1");
        }
        number = typed;
    }

    /** The number, or null for the last run. */
    @Nullable
    Integer number() {
        return number;
    }
}
