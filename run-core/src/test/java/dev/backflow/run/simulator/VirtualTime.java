package dev.backflow.run.simulator;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A steady clock, by which everything is decided, and a wall clock that may jump, which nothing may be decided by.
 * Milliseconds.
 */
final class VirtualTime implements InstantSource {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private long now;
    private long jumped;

    long now() {
        return now;
    }

    void advanceTo(long time) {
        now = Math.max(now, time);
    }

    void jump(long millis) {
        jumped += millis;
    }

    @Override
    public Instant instant() {
        return START.plusMillis(now + jumped);
    }
}
