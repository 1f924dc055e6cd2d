package dev.backflow.launcher.drill;

/**
 * One blow: what is struck, and what is waited for before.
 *
 * @param amount of what is waited for: calls of the hook, or milliseconds; 0 or more
 * @param chance decides between several workers, and how long a database stays away; 0 or more
 */
record Strike(Target target, Trigger trigger, int amount, int chance) {
    Strike {
        if (amount < 0 || chance < 0) {
            throw new IllegalArgumentException(
                    "amount and chance must be 0 or more, were %d, %d".formatted(amount, chance));
        }
    }

    /** What a blow waits for. */
    enum Trigger {
        /** So many further calls of the hook. */
        CALLS,
        /** So many milliseconds after the launcher's start, which hit what it does before it serves. */
        AFTER_START,
        /** The run's tear-down, or its end. */
        TEARDOWN
    }
}
