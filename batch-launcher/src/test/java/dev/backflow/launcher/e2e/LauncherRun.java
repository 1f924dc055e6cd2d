package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One start of the packaged launcher. Close it: that leaves no process behind, whatever the test has done. */
final class LauncherRun implements AutoCloseable {
    /** The jar of this build. */
    static final Path JAR = Path.of("target", "launcher.jar").toAbsolutePath();

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    /**
     * Reaches worker processes too, through the environment: most of what a test waits for is a JVM that starts. The
     * compiler that is left out and the verification of class files together take half of that time.
     */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
            + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    /** What a JVM prints because of that variable, before the launcher prints anything. */
    private static final String PICKED_UP = "Picked up JAVA_TOOL_OPTIONS";

    private final List<String> arguments;
    private final Process process;
    private final Path out;
    private final Path err;

    /** What a start came to. */
    record Ended(int exitCode, String out, String err) {
        @Override
        public String toString() {
            return "exit code %d%n--- out%n%s--- err%n%s".formatted(exitCode, out, err);
        }
    }

    private LauncherRun(List<String> arguments, Process process, Path out, Path err) {
        this.arguments = arguments;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts the launcher with nothing in its environment but a Unicode locale and what is given.
     *
     * @param jar the launcher's jar
     * @param folder the working folder
     * @param streams an existing folder, outside of what the test looks at, for what the launcher prints
     */
    static LauncherRun start(
            Path jar, Path folder, Path streams, Map<String, String> environment, List<String> arguments)
            throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(arguments);
        Path out = Files.createTempFile(streams, "launcher", ".out");
        Path err = Files.createTempFile(streams, "launcher", ".err");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        // Without it, a launcher would start itself once more, in such a locale.
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("JAVA_TOOL_OPTIONS", options(jar));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new LauncherRun(List.copyOf(arguments), process, out, err);
    }

    /** What the JVMs of that launcher are started with. */
    static String options(Path jar) {
        return QUICK_START + QuickLauncher.javaOptions(jar);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The processes that the launcher has started and that are alive: workers, and the hook's probe for a moment. */
    List<ProcessHandle> children() {
        try (Stream<ProcessHandle> children = process.descendants()) {
            return children.toList();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err)
                .lines()
                .filter(line -> !line.startsWith(PICKED_UP))
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /** Waits for the end, for two minutes at most, and fails with all that was printed when it does not come. */
    Ended await() throws InterruptedException {
        return await(AT_MOST);
    }

    /** The same, for a run that has reason to take longer. */
    Ended await(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            fail("%s has not ended within %s%n--- out%n%s--- err%n%s", arguments, atMost, out(), err());
        }
        return new Ended(process.exitValue(), out(), err());
    }

    /** Waits until something holds, for two minutes at most; fails at once when the launcher ends before. */
    void awaitUntil(String what, java.util.concurrent.Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> {
                    if (!process.isAlive() && !holds.call()) {
                        fail(
                                "%s ended with %d before: %s%n--- out%n%s--- err%n%s",
                                arguments, process.exitValue(), what, out(), err());
                    }
                })
                .until(holds);
    }

    /** SIGTERM, to the launcher alone. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL, to the launcher alone; its workers notice by themselves. Returns when it is dead. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = children();
        process.destroyForcibly().onExit().join();
        children.forEach(child -> {
            child.destroyForcibly();
            child.onExit().join();
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
