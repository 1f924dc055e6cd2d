package dev.backflow.launcher.serve;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Sends what a hook inside the launcher prints to a log, as that of a worker process goes to one: standard output is for
 * the launcher's own result, and standard error for its progress. The launcher itself prints past {@code System.out}.
 */
final class HookOutput implements AutoCloseable {
    private static final long LOG_LIMIT = 16_777_216;

    private final PrintStream out;
    private final PrintStream err;
    private final PrintStream log;

    private HookOutput(PrintStream out, PrintStream err, PrintStream log) {
        this.out = out;
        this.err = err;
        this.log = log;
    }

    /** Until it is closed; the log is made with the first byte that is printed. */
    static HookOutput into(Path file) {
        var output = new HookOutput(
                System.out, System.err, new PrintStream(new BoundedLog(file, LOG_LIMIT), true, StandardCharsets.UTF_8));
        System.setOut(output.log);
        System.setErr(output.log);
        return output;
    }

    /** Puts the streams back, also when the hook has set others meanwhile. */
    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        log.close();
    }
}
