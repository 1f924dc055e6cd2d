package dev.backflow.run.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** Mirrors the worker's {@code Solitude}, a fair read-write lock: slots side by side, or one alone; first come, first. */
final class Solitude {
    private record Waiting(SimulatedSlot slot, boolean alone) {}

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int inside;
    private boolean alone;

    void queue(SimulatedSlot slot, boolean wantsToBeAlone) {
        queue.add(new Waiting(slot, wantsToBeAlone));
    }

    boolean admits(SimulatedSlot slot) {
        Waiting first = queue.peek();
        return first != null && first.slot() == slot && !alone && (!first.alone() || inside == 0);
    }

    void enter() {
        alone = queue.remove().alone();
        inside++;
    }

    void leave() {
        alone = false;
        inside--;
    }

    int inside() {
        return inside;
    }
}
