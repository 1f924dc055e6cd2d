package dev.backflow.run.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A process of a test: its output is read to the end, so that it never waits for a reader, and the last lines of it are
 * kept. Closing ends it and whatever it has started, each by its process id. Safe for use by several threads.
 */
public final class PythonProcess implements AutoCloseable {
    private static final int LINES_KEPT = 400;

    private final Process process;
    private final Thread reader;
    private final Thread hook;
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean ended;

    PythonProcess(ProcessBuilder builder) throws IOException {
        this.process = builder.redirectErrorStream(true).start();
        this.reader = new Thread(this::readAll, "output-of-" + process.pid());
        this.hook = new Thread(this::end, "end-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The last lines that it has written to its output or error stream. */
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /**
     * Waits for a line with this pattern in it.
     *
     * @throws IOException if the process ended, or the time, without one; with its last lines
     */
    public MatchResult await(Pattern pattern, Duration most) throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        synchronized (lines) {
            while (true) {
                for (String line : lines) {
                    var matcher = pattern.matcher(line);
                    if (matcher.find()) {
                        return matcher.toMatchResult();
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (ended || left <= 0) {
                    throw new IOException("no line with \"%s\" from process %d%s: %s"
                            .formatted(pattern, pid(), ended ? ", which has ended" : "", output()));
                }
                lines.wait(left);
            }
        }
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws IOException if it has not ended in time
     */
    public int waitFor(Duration most) throws IOException, InterruptedException {
        if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("process %d has not ended in %s: %s".formatted(pid(), most, output()));
        }
        reader.join(most.toMillis());
        return process.exitValue();
    }

    private void readAll() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("its output cannot be read: " + e);
        } finally {
            synchronized (lines) {
                ended = true;
                lines.notifyAll();
            }
        }
    }

    private void keep(String line) {
        synchronized (lines) {
            if (lines.size() == LINES_KEPT) {
                lines.removeFirst();
            }
            lines.add(line);
            lines.notifyAll();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook has run or will.
        }
        end();
    }

    private void end() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
