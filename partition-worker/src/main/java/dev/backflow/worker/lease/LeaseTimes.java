package dev.backflow.worker.lease;

import java.time.Duration;

/**
 * How often a worker shows that it lives, and after how long without that its leases may be given to others. Times
 * decide when a take-over is tried, never whether a write is allowed: that is the fence's part.
 *
 * @param heartbeat time between two beats
 * @param lease at least three heartbeats, so that one slow statement loses nothing
 */
public record LeaseTimes(Duration heartbeat, Duration lease) {
    /** A beat every 5 seconds, given up after 30. */
    public static final LeaseTimes DEFAULT = new LeaseTimes(Duration.ofSeconds(5), Duration.ofSeconds(30));

    public LeaseTimes {
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("heartbeat must be longer than nothing, was " + heartbeat);
        }
        if (lease.compareTo(heartbeat.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "a lease must last at least 3 heartbeats of %s, was %s".formatted(heartbeat, lease));
        }
    }
}
