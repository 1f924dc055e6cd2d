package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.Progress;
import dev.backflow.launcher.run.RunObserver;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows on standard error what a run is doing. Safe to call from several threads. */
final class ProgressDisplay implements RunObserver, AutoCloseable {
    private static final Duration BETWEEN_BARS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private static final String LINE_START = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";
    /** A terminal narrower than believed cuts the line off, in place of wrapping it. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";

    private final PrintStream err;
    private final ProgressStyle style;
    private final int columns;
    private final LongSupplier nanoTime;

    private @Nullable String bar;
    private @Nullable String phase;
    private long shownAt;

    /**
     * @param style any but {@link ProgressStyle#AUTO}
     * @param columns the width of the terminal, for a bar
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    ProgressDisplay(PrintStream err, ProgressStyle style, int columns, LongSupplier nanoTime) {
        if (style == ProgressStyle.AUTO) {
            throw new IllegalArgumentException("the style must have been chosen");
        }
        this.err = err;
        this.style = style;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void note(String line) {
        if (style != ProgressStyle.NONE) {
            print(line);
        }
    }

    @Override
    public synchronized void failure(String line) {
        print(line);
    }

    @Override
    public synchronized void progress(Progress progress) {
        if (style == ProgressStyle.NONE || !isDue(progress)) {
            return;
        }
        shownAt = nanoTime.getAsLong();
        phase = progress.phase();
        if (style == ProgressStyle.BAR) {
            bar = ProgressLine.bar(progress, columns);
            draw(bar);
        } else {
            err.println(ProgressLine.plain(progress));
        }
    }

    /** Takes the live line away, so that what follows starts on a clean line. */
    @Override
    public synchronized void close() {
        erase();
        bar = null;
    }

    private boolean isDue(Progress progress) {
        var between = style == ProgressStyle.BAR ? BETWEEN_BARS : BETWEEN_LINES;
        return !progress.phase().equals(phase) || nanoTime.getAsLong() - shownAt >= between.toNanos();
    }

    private void print(String line) {
        erase();
        err.println(OneLine.of(line));
        if (bar != null) {
            draw(bar);
        }
    }

    private void erase() {
        if (bar != null) {
            err.print(LINE_START + CLEAR_TO_END);
            err.flush();
        }
    }

    private void draw(String line) {
        err.print(LINE_START + WRAP_OFF + line + CLEAR_TO_END + WRAP_ON);
        err.flush();
    }
}
