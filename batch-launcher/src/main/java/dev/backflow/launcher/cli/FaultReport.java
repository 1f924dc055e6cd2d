package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import dev.backflow.run.job.InvalidJobFileException;
import dev.backflow.run.job.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/** Tells on standard error why a command failed: a line per problem for what was to be expected, a crash log for the rest. */
final class FaultReport {
    private final PrintStream err;
    private final InstantSource clock;

    FaultReport(PrintStream err, InstantSource clock) {
        this.err = err;
        this.clock = clock;
    }

    /**
     * Prints the fault.
     *
     * @param data the folder in which runs are kept; a crash log goes there if it exists
     * @return the number to exit with
     */
    int report(Throwable fault, Path data) {
        if (fault instanceof LaunchException expected) {
            expected.problems().forEach(problem -> err.println(OneLine.of(problem)));
            return expected.exitCode().number();
        }
        if (fault instanceof InvalidJobFileException wrong) {
            wrong.problems().forEach(problem -> err.println(OneLine.of(problem.toString())));
            return exitCode(wrong.kind()).number();
        }
        var what = "Internal error: " + OneLine.of(String.valueOf(fault)) + ". This is a fault of the launcher.";
        var log = new CrashLog(clock).write(fault, data);
        err.println(log == null ? what : what + " The details are in " + log);
        return ExitCode.INTERNAL_ERROR.number();
    }

    /** What the process exits with for a wrong job file, or a wrong option that overrides it. */
    static ExitCode exitCode(Problem.Kind kind) {
        return switch (kind) {
            case JOB_FILE -> ExitCode.CONFIGURATION_WRONG;
            case COMMAND_LINE -> ExitCode.COMMAND_LINE_WRONG;
            case SOURCE_NOT_READABLE -> ExitCode.UNREADABLE;
            case SOURCE_NOT_PERMITTED -> ExitCode.NOT_PERMITTED;
        };
    }
}
