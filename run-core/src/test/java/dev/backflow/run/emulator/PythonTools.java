package dev.backflow.run.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The Python programs of the tests. Where Python 3 or the packages cannot be had, a test that asks for them is skipped
 * with the reason; with {@value #REQUIRED}{@code =true} in the environment, as in CI, it fails.
 */
public final class PythonTools {
    public static final String REQUIRED = "BACKFLOW_REQUIRE_EMULATORS";

    private static final Duration MOST = Duration.ofMinutes(2);

    /**
     * Ends with its standard input, so that nothing is left when the JVM is killed, and calls {@code main} of a module,
     * because the scripts of an environment do not survive its renaming.
     */
    private static final String RUNNER = """
            import importlib, os, sys, threading
            def end():
                sys.__stdin__.buffer.read()
                os._exit(0)
            if os.environ.pop("BACKFLOW_ENDS_WITH_INPUT", ""):
                threading.Thread(target=end, daemon=True).start()
            module = sys.argv.pop(1)
            sys.argv[0] = module
            sys.exit(importlib.import_module(module).main())
            """;

    /** What the environment of this JVM came to: once for all tests of the JVM, because trying may take a minute. */
    private record Found(@Nullable Path python, @Nullable Exception fault) {
        static final Found ONCE = find();

        private static Found find() {
            try {
                return new Found(new PythonEnvironment(PythonEnvironment.rootAbove(Path.of(""))).python(), null);
            } catch (IOException | InterruptedException e) {
                return new Found(null, e);
            }
        }
    }

    private final Path python;

    private PythonTools(Path python) {
        this.python = python;
    }

    /** The tools, made when they are not there; the test is skipped, or fails, when they cannot be had. */
    public static PythonTools required() {
        Path python = Found.ONCE.python();
        if (python != null) {
            return new PythonTools(python);
        }
        String why =
                "Python 3 with the packages of infra-templates/requirements.txt cannot be had: " + Found.ONCE.fault();
        if ("true".equals(System.getenv(REQUIRED))) {
            throw new IllegalStateException(why, Found.ONCE.fault());
        }
        return Assumptions.abort(why);
    }

    /** How a program ended. */
    public record Ended(int exit, String output) {}

    /** Runs {@code main()} of a module, such as {@code cfnlint.runner}, to its end. */
    public Ended run(String module, String... arguments) throws IOException, InterruptedException {
        var builder = command(module, Map.of(), arguments);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        try (var process = new PythonProcess(builder)) {
            return new Ended(process.waitFor(MOST), process.output());
        }
    }

    /**
     * Starts {@code main()} of a module, such as {@code moto.server}, as a server; it ends when it is closed, and with
     * this JVM, however that ends.
     */
    public PythonProcess start(String module, Map<String, String> environment, String... arguments) throws IOException {
        var builder = command(module, environment, arguments);
        builder.environment().put("BACKFLOW_ENDS_WITH_INPUT", "true");
        return new PythonProcess(builder);
    }

    private ProcessBuilder command(String module, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-u", "-c", RUNNER, module));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        var variables = builder.environment();
        // Nobody's own account has any part in this.
        variables.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("PYTHON"));
        variables.putAll(environment);
        return builder;
    }
}
