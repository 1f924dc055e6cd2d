package dev.backflow.launcher.cli;

import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.plan.StarterWatch;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Starts the launcher once more under a locale in which every file has a name. A scheduler often sets none, and then a
 * JVM can open no file whose name is not ASCII; it decides that when it starts, and nothing changes it later.
 */
public final class UnicodeRelaunch {
    private static final String MARK = "BACKFLOW_RELAUNCHED";

    private final LauncherProcess launcher;
    private final Supplier<List<String>> options;
    private final Map<String, String> environment;
    private final String fileNameEncoding;

    /**
     * @param launcher starts the launcher
     * @param options finds the options that this JVM was started with, which takes time
     * @param environment the environment variables of this process
     * @param fileNameEncoding the encoding that this JVM uses for the names of files
     */
    public UnicodeRelaunch(
            LauncherProcess launcher,
            Supplier<List<String>> options,
            Map<String, String> environment,
            String fileNameEncoding) {
        this.launcher = launcher;
        this.options = options;
        this.environment = Map.copyOf(environment);
        this.fileNameEncoding = fileNameEncoding;
    }

    /** Whether this JVM would do worse than another one. The other one never asks again. */
    boolean isNeeded() {
        return !isRelaunched()
                && !fileNameEncoding.toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8");
    }

    /** Whether this JVM is the other one. */
    private boolean isRelaunched() {
        return environment.containsKey(MARK);
    }

    /**
     * Runs the launcher with these arguments in another JVM, which gets every signal that asks this one to stop.
     *
     * @return what it exited with
     */
    int run(List<String> arguments) throws InterruptedException {
        var process = start(arguments);
        var forward = new Thread(() -> stop(process), "stop-relaunched");
        Runtime.getRuntime().addShutdownHook(forward);
        int exitCode = process.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(forward);
        } catch (IllegalStateException stoppingAlready) {
            return exitCode;
        }
        return exitCode;
    }

    private Process start(List<String> arguments) {
        var builder = new ProcessBuilder(launcher.command(options.get(), arguments))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put(MARK, "yes");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.UNAVAILABLE,
                    "A JVM with a UTF-8 locale cannot be started (%s). Set LC_ALL=C.UTF-8.".formatted(e.getMessage()),
                    e);
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends this JVM, if it is the other one, as soon as the one that started it is gone: whoever kills that one means
     * both.
     *
     * @param in standard input, whose other end the starting JVM holds
     */
    public void endWithStarter(InputStream in) {
        if (isRelaunched()) {
            StarterWatch.start(in, () -> Runtime.getRuntime().halt(ExitCode.TERMINATED.number()));
        }
    }
}
