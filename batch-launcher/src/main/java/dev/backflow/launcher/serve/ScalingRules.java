package dev.backflow.launcher.serve;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many workers a run may have, and when it gets more.
 *
 * @param min workers to start with, and to keep while work waits; 1 or more
 * @param max workers at the same time, {@code min} or more
 * @param scaleUpAt the share of processors or memory in use, above 0 and up to 1, from which on more are started
 * @param timeLeft in which all is to be served, from the beginning of this pool on, zero when it has passed already; null
 *     for any time
 */
public record ScalingRules(
        int min, int max, double scaleUpAt, @Nullable Duration timeLeft) {
    public ScalingRules {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(
                    "there is at least 1 worker, and max is not below min, was %d to %d".formatted(min, max));
        }
        if (!(scaleUpAt > 0 && scaleUpAt <= 1)) {
            throw new IllegalArgumentException("a share is above 0 and up to 1, was " + scaleUpAt);
        }
    }

    /** Always that many, while there is work for them. */
    static ScalingRules fixed(int size) {
        return new ScalingRules(size, size, 1, null);
    }
}
