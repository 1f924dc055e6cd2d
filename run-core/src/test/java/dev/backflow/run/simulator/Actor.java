package dev.backflow.run.simulator;

import org.jspecify.annotations.Nullable;

/** One thread of a simulated process, as a machine that makes one step when it is scheduled. */
abstract class Actor {
    private final String name;
    private final SimulatedProcess process;
    private @Nullable Step next;
    private long readyAt;
    private boolean busy;

    Actor(String name, SimulatedProcess process) {
        this.name = name;
        this.process = process;
    }

    final void begin(Step first) {
        next = first;
    }

    /** As if its thread had ended. */
    final void end() {
        next = null;
    }

    final boolean hasEnded() {
        return next == null;
    }

    final String name() {
        return name;
    }

    final SimulatedProcess process() {
        return process;
    }

    final @Nullable Step next() {
        return next;
    }

    /** Whether it could go on, some time, without anybody else. */
    final boolean isWilling() {
        return next != null && !busy && process.isAlive() && next.ready().getAsBoolean();
    }

    /** The first moment at which a willing actor can go on. */
    final long readyAt() {
        return Math.max(readyAt, process.pausedUntil());
    }

    final void restUntil(long time) {
        readyAt = Math.max(readyAt, time);
    }

    /** Makes the step. */
    final void step() {
        Step step = next;
        if (step == null) {
            return;
        }
        busy = true;
        try {
            next = step.move().make();
        } finally {
            busy = false;
        }
    }
}
