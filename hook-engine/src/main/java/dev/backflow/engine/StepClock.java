package dev.backflow.engine;

/** Where the engine reads elapsed time, so that tests can set it. Safe for use by several threads. */
@FunctionalInterface
public interface StepClock {

    /** The clock of the JVM. */
    StepClock SYSTEM = System::nanoTime;

    /** Nanoseconds since a moment that stays the same; only differences mean anything, as for System.nanoTime. */
    long nanoTime();
}
