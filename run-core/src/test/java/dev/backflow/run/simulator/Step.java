package dev.backflow.run.simulator;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an actor does next, in one go but for what others do between its transactions.
 *
 * @param ready when false, the actor waits for others
 * @param move does it, and tells the step after it; null when the actor has ended
 */
record Step(String words, BooleanSupplier ready, Move move) {
    @FunctionalInterface
    interface Move {
        @Nullable
        Step make();
    }

    static Step of(String words, Move move) {
        return new Step(words, () -> true, move);
    }
}
