package dev.backflow.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How an engine serves.
 *
 * @param retries how often a failed document is tried again
 * @param stuckGrace how long after the interrupt at its time limit a step may still take before it counts as stuck
 * @param stuckStep told of a stuck step
 * @param stopping whether an interrupt of a slot's thread from outside means that the slot has to stop; asked only when
 *     there was one. An interrupt while it says no is taken for the hook's own doing
 * @param clock where time is read
 */
public record EngineOptions(
        RetryRule retries, Duration stuckGrace, StuckStep stuckStep, BooleanSupplier stopping, StepClock clock) {

    /** The grace unless another is given. */
    public static final Duration DEFAULT_STUCK_GRACE = Duration.ofSeconds(5);

    /** Checks the grace. */
    public EngineOptions {
        if (stuckGrace.isNegative()) {
            throw new IllegalArgumentException("the grace of a stuck step must not be negative, was " + stuckGrace);
        }
    }

    /** Two retries, 5 s of grace, every interrupt means stop, and nobody is told of stuck steps. */
    public static EngineOptions defaults() {
        return new EngineOptions(
                RetryRule.DEFAULT,
                DEFAULT_STUCK_GRACE,
                (thread, step, documentName) -> {},
                () -> true,
                StepClock.SYSTEM);
    }

    /** These options with another number of retries. */
    public EngineOptions withRetries(RetryRule rule) {
        return new EngineOptions(rule, stuckGrace, stuckStep, stopping, clock);
    }

    /** These options with another grace. */
    public EngineOptions withStuckGrace(Duration grace) {
        return new EngineOptions(retries, grace, stuckStep, stopping, clock);
    }

    /** These options with another listener for stuck steps. */
    public EngineOptions withStuckStep(StuckStep listener) {
        return new EngineOptions(retries, stuckGrace, listener, stopping, clock);
    }

    /** These options with another meaning of interrupts. */
    public EngineOptions withStopping(BooleanSupplier asked) {
        return new EngineOptions(retries, stuckGrace, stuckStep, asked, clock);
    }

    /** These options with another clock. */
    public EngineOptions withClock(StepClock other) {
        return new EngineOptions(retries, stuckGrace, stuckStep, stopping, other);
    }
}
