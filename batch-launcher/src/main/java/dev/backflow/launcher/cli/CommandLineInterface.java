package dev.backflow.launcher.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line: understands what was typed, strictly, and does it. */
public final class CommandLineInterface {
    private final Console console;
    private final Services services;
    private final UnicodeRelaunch relaunch;
    private final Invocation invocation;

    /**
     * @param relaunch starts the launcher again when this JVM cannot open every file
     * @param classPath the class path of this JVM, from which commands to type next are made up
     */
    public CommandLineInterface(Console console, Services services, UnicodeRelaunch relaunch, String classPath) {
        this.console = console;
        this.services = services;
        this.relaunch = relaunch;
        this.invocation = new Invocation(classPath);
    }

    /** Does what the arguments say; every fault has been printed when this returns. Never throws. */
    public int run(List<String> arguments) {
        var parted = SpringArguments.split(arguments);
        var faults = new FaultReport(console.err(), services.clock());
        var command = commands(parted.spring())
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(new WrongCommandLine(console.err(), invocation))
                .setExecutionExceptionHandler((fault, at, parsed) -> faults.report(fault, data(parsed)))
                .setExecutionStrategy(parsed -> execute(parsed, arguments));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return command.execute(parted.ours().toArray(String[]::new));
    }

    private CommandLine commands(List<String> spring) {
        var runner = new JobRunner(console, services, invocation, spring);
        var history = new HistoryPrinter(console.out(), services, invocation);
        var root = new CommandLine(new LauncherCommand(runner, new JobList(console.out(), invocation)));
        root.addSubcommand(new PlanCommand(runner));
        root.addSubcommand(new RestartCommand(runner));
        root.addSubcommand(new CommandLine(new RunsCommand())
                .addSubcommand(new RunsListCommand(history))
                .addSubcommand(new RunsShowCommand(history)));
        var sandboxes = new SandboxPrinter(console, services, invocation);
        root.addSubcommand(new CommandLine(new SandboxCommand())
                .addSubcommand(new SandboxListCommand(sandboxes))
                .addSubcommand(new SandboxDestroyCommand(sandboxes))
                .addSubcommand(new SandboxSweepCommand(sandboxes)));
        root.addSubcommand(new VerifyCommand(history));
        root.addSubcommand(new CommandLine(new HookCommand()).addSubcommand(new HookCheckCommand(console, services)));
        root.addSubcommand(new DoctorCommand(console, services));
        root.addSubcommand(new DrillCommand(console, services));
        root.addSubcommand(new SchemaCommand(console.out()));
        return root.registerConverter(OutputForm.class, new Words<>(OutputForm.class))
                .registerConverter(ProgressStyle.class, new Words<>(ProgressStyle.class))
                .registerConverter(Path.class, new FolderPath());
    }

    private int execute(ParseResult parsed, List<String> arguments) {
        if (asksForHelp(parsed)) {
            return new RunLast().execute(parsed);
        }
        refuseMisplacedOptions(parsed);
        if (relaunch.isNeeded()) {
            try {
                return relaunch.run(arguments);
            } catch (InterruptedException e) {
                throw new ExecutionException(parsed.commandSpec().commandLine(), "interrupted", e);
            }
        }
        return new RunLast().execute(parsed);
    }

    private static boolean asksForHelp(ParseResult parsed) {
        return parsed.isUsageHelpRequested()
                || parsed.isVersionHelpRequested()
                || (parsed.hasSubcommand() && asksForHelp(parsed.subcommand()));
    }

    /** An option before the command's name would belong to the top and be ignored in silence. */
    private static void refuseMisplacedOptions(ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "%s stands before the command '%s'. Write it after it"
                            .formatted(
                                    parsed.matchedOptions().get(0).longestName(),
                                    parsed.subcommand().commandSpec().name()));
        }
    }

    private static Path data(ParseResult parsed) {
        var last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.matchedOptionValue(FolderOptions.DATA_DIR, Path.of(FolderOptions.DEFAULT_DATA));
    }
}
