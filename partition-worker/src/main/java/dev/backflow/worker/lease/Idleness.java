package dev.backflow.worker.lease;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long no slot of a worker has had anything to serve. Safe for use by several threads. */
final class Idleness {
    private final @Nullable Duration atMost;
    private final LongSupplier nanoTime;
    private int serving;
    private long sinceNanos;

    /**
     * @param atMost after how long the worker leaves; null for never
     * @param nanoTime where durations are read, {@link System#nanoTime} but in tests
     */
    Idleness(@Nullable Duration atMost, LongSupplier nanoTime) {
        this.atMost = atMost;
        this.nanoTime = nanoTime;
        this.sinceNanos = nanoTime.getAsLong();
    }

    /** A slot begins to serve a lease. */
    synchronized void begun() {
        serving++;
    }

    /** It is done with it. */
    synchronized void ended() {
        serving--;
        sinceNanos = nanoTime.getAsLong();
    }

    /** Whether there was nothing to serve for so long that the worker costs more than it is good for. */
    synchronized boolean isOver() {
        return atMost != null && serving == 0 && nanoTime.getAsLong() - sinceNanos > atMost.toNanos();
    }
}
