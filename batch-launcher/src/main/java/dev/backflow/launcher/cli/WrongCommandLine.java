package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.ExitCode;
import dev.backflow.run.job.Spelling;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with a command line, and what was probably meant. */
final class WrongCommandLine implements IParameterExceptionHandler {
    private final PrintStream err;
    private final Invocation invocation;

    WrongCommandLine(PrintStream err, Invocation invocation) {
        this.err = err;
        this.invocation = invocation;
    }

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        var command = fault.getCommandLine().getCommandSpec();
        lines(fault, command).forEach(line -> err.println(OneLine.of(line)));
        var help = new ArrayList<>(List.of(command.qualifiedName().split(" ")));
        help.set(0, "--help");
        if (help.size() > 1) {
            help.add(help.remove(0));
        }
        err.println("See " + invocation.with(help.toArray(String[]::new)));
        return ExitCode.COMMAND_LINE_WRONG.number();
    }

    private static List<String> lines(ParameterException fault, CommandSpec command) {
        if (fault instanceof UnmatchedArgumentException unmatched) {
            var unknown = unmatched.getUnmatched();
            // Behind an unknown command nothing can be known.
            var told = unknown.get(0).startsWith("-") ? unknown : unknown.subList(0, 1);
            return told.stream().map(argument -> unknown(argument, command)).toList();
        }
        var message = String.valueOf(fault.getMessage()).strip();
        return List.of(message.endsWith(".") || message.endsWith("?") ? message : message + ".");
    }

    private static String unknown(String argument, CommandSpec command) {
        if (argument.startsWith("-")) {
            var name = argument.replaceFirst("=.*", "");
            var meant = Spelling.nearest(name, command.optionsMap().keySet());
            return "Unknown option %s.%s".formatted(name, meant == null ? "" : " Did you mean " + meant + "?");
        }
        var subcommands = command.subcommands();
        var meant = Spelling.nearest(argument, subcommands.keySet());
        if (meant != null) {
            return "Unknown command '%s'. Did you mean %s?".formatted(argument, meant);
        }
        return subcommands.isEmpty()
                ? "'%s' is one argument too many.".formatted(argument)
                : "Unknown command '%s'.".formatted(argument);
    }

    /** A command that only groups others was called alone. */
    static ParameterException alone(CommandSpec command) {
        var choices = command.subcommands().keySet().stream()
                .map(name -> command.name() + " " + name)
                .toList();
        return new ParameterException(
                command.commandLine(),
                "'%s' is not a whole command. Write %s".formatted(command.name(), String.join(" or ", choices)));
    }
}
