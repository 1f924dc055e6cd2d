package dev.backflow.run.simulator;

import java.util.List;

/**
 * What happens at the database during one step.
 *
 * @param at which statement of the step, or which commit, from 1; a step with fewer has no fault
 * @param kind what happens there
 */
record Fault(int at, Kind kind) {
    static Fault draw(Dice dice) {
        Kind kind = dice.oneOf(Kind.WEIGHED);
        return new Fault(kind.isAtCommit() ? dice.between(1, 2) : dice.between(1, 7), kind);
    }

    enum Kind {
        /** The process dies before the statement, and its transaction is rolled back. */
        DIES,
        /** The process dies when a transaction is to be committed, and it is rolled back. */
        DIES_BEFORE_COMMIT,
        /** The process dies after a transaction was committed. */
        DIES_AFTER_COMMIT,
        /** The connection breaks before the statement. */
        BREAKS,
        /** The connection breaks before the commit. */
        BREAKS_BEFORE_COMMIT,
        /** The commit takes effect, and its answer is lost. */
        ANSWER_LOST,
        /** The process stands still before the statement, for longer than a lease. */
        STANDS_STILL;

        private static final List<Kind> WEIGHED = List.of(
                DIES,
                DIES,
                DIES_BEFORE_COMMIT,
                DIES_AFTER_COMMIT,
                DIES_AFTER_COMMIT,
                BREAKS,
                BREAKS_BEFORE_COMMIT,
                ANSWER_LOST,
                ANSWER_LOST,
                STANDS_STILL);

        boolean kills() {
            return this == DIES || this == DIES_BEFORE_COMMIT || this == DIES_AFTER_COMMIT;
        }

        boolean isAtCommit() {
            return this == DIES_BEFORE_COMMIT
                    || this == DIES_AFTER_COMMIT
                    || this == BREAKS_BEFORE_COMMIT
                    || this == ANSWER_LOST;
        }
    }
}
