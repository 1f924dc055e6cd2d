package dev.backflow.run.time;

import java.time.Duration;

/** Waits; the seam through which tests make waiting quick. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;

    /** Real waiting. */
    static Sleeper real() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
