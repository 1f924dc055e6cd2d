package dev.backflow.launcher.cli;

import dev.backflow.launcher.plan.ProbedHook;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hook check}: whether a hook jar can be used. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Load the hook of a jar in a JVM of its own, and say what is in it or what is wrong.")
final class HookCheckCommand implements Callable<Integer> {
    private final Console console;
    private final Services services;

    @Parameters(paramLabel = "JAR", description = "The hook jar.")
    private Path jar = Path.of("");

    @Option(names = "--class", paramLabel = "NAME", description = "The hook's class, when the jar does not name it.")
    private @Nullable String className;

    @Mixin
    private final OutputOption output = new OutputOption();

    HookCheckCommand(Console console, Services services) {
        this.console = console;
        this.services = services;
    }

    @Override
    public Integer call() throws InterruptedException {
        var hook = services.hooks().get().probe(jar, className, Map.of());
        if (output.isJson()) {
            console.out().println(new JsonLines().line(json(hook)));
        }
        if (!hook.isUsable()) {
            throw new LaunchException(ExitCode.CONFIGURATION_WRONG, hook.problems());
        }
        if (!output.isJson()) {
            text(hook).forEach(console.out()::println);
        }
        return ExitCode.DONE.number();
    }

    static List<String> text(ProbedHook hook) {
        var lines = new ArrayList<String>();
        lines.add("The hook is " + hook.className() + ".");
        lines.add("  steps    "
                + hook.steps().stream()
                        .map(step -> step.name() + " (at most " + step.limitMillis() + " ms)")
                        .collect(Collectors.joining(", ")));
        lines.add("  sha256   " + hook.sha256());
        hook.warnings().forEach(warning -> lines.add("  warning  " + warning));
        return lines.stream().map(OneLine::of).toList();
    }

    static Map<String, @Nullable Object> json(ProbedHook hook) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("class", hook.className());
        object.put("sha256", hook.sha256());
        object.put(
                "steps",
                hook.steps().stream()
                        .map(step -> Map.of("name", step.name(), "limitMillis", step.limitMillis()))
                        .toList());
        object.put("warnings", hook.warnings());
        object.put("problems", hook.problems());
        return object;
    }
}
