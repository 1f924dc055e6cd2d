package dev.backflow.launcher.drill;

import java.util.Locale;

/**
 * When a drill is long enough.
 *
 * @param amount 1 or more
 */
public record DrillLength(Unit unit, int amount) {
    /** Kills of the last round, or rounds, are never cut short. */
    private static final int KILLS_OF_A_ROUND = 25;

    /** What is counted. */
    public enum Unit {
        KILLS,
        ROUNDS,
        MINUTES
    }

    public DrillLength {
        if (amount < 1) {
            throw new IllegalArgumentException(
                    "%s must be 1 or more, was %d".formatted(unit.name().toLowerCase(Locale.ROOT), amount));
        }
    }

    /** Whether it is over after so much. */
    boolean isReached(int kills, int rounds, long minutes) {
        return switch (unit) {
            case KILLS -> kills >= amount;
            case ROUNDS -> rounds >= amount;
            case MINUTES -> minutes >= amount;
        };
    }

    /** How many kills the next round tries, after so many. */
    int nextKills(int kills) {
        return unit == Unit.KILLS ? Math.min(KILLS_OF_A_ROUND, amount - kills) : KILLS_OF_A_ROUND;
    }
}
