package dev.backflow.launcher.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Where a command prints, and what it may know of its surroundings.
 *
 * @param out for results
 * @param err for progress and everything else
 * @param environment the environment variables
 * @param terminal tells whether a person's terminal shows {@code err}
 */
public record Console(PrintStream out, PrintStream err, Map<String, String> environment, BooleanSupplier terminal) {
    /**
     * The console of this process. It prints UTF-8 whatever the locale is: results are read by programs, and the
     * locale of a scheduler is often none at all.
     */
    public static Console ofThisProcess() {
        return new Console(
                utf8(FileDescriptor.out), utf8(FileDescriptor.err), System.getenv(), Console::standardErrorIsTerminal);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /**
     * {@code System.console()} answers for standard input and output only. Where the system does not tell (no
     * {@code /proc}), plain lines are never wrong, and a bar can be asked for.
     */
    private static boolean standardErrorIsTerminal() {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
