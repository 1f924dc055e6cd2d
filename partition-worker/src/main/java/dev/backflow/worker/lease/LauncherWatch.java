package dev.backflow.worker.lease;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices a launcher whose heartbeat stands still. It compares readings of a counter by this process's own steady clock,
 * never times of day.
 */
final class LauncherWatch {
    private final @Nullable Duration silence;
    private boolean seen;
    private long beat;
    private long sinceNanos;

    /** @param silence how long the counter may stand still; null for ever */
    LauncherWatch(@Nullable Duration silence) {
        this.silence = silence;
    }

    /**
     * @param read the launcher's counter, as read now
     * @param nowNanos as of {@link System#nanoTime()}
     * @return whether it has stood still for too long
     */
    boolean isSilent(long read, long nowNanos) {
        if (!seen || read != beat) {
            seen = true;
            beat = read;
            sinceNanos = nowNanos;
        }
        return silence != null && nowNanos - sinceNanos > silence.toNanos();
    }
}
