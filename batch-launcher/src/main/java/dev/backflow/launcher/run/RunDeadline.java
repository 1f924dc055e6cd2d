package dev.backflow.launcher.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a run should have served all its documents. It is counted from the start that the books know, so that a resume
 * does not begin it anew. It is the one thing that is judged by times of day, which may be those of two machines: a wrong
 * one starts workers too soon or too late, and nothing else depends on it.
 *
 * @param length from the start of the run on; null for none
 */
record RunDeadline(@Nullable Duration length, Instant startedAt) {
    /** @return from zero, when it has passed, to the whole length, however wrong the clock is; null for none */
    @Nullable
    Duration left(Instant now) {
        if (length == null) {
            return null;
        }
        Instant end = startedAt.plus(length);
        if (!now.isBefore(end)) {
            return Duration.ZERO;
        }
        return now.isBefore(startedAt) ? length : Duration.between(now, end);
    }
}
