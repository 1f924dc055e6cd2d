package dev.backflow.engine;

import java.math.BigDecimal;

/**
 * How many exhausted documents a run bears. An exhausted document is always skipped, and never stops the run; the rule
 * only says whether the run's end counts as good.
 */
public sealed interface SkipRule {

    /** Bears none. */
    SkipRule NONE = ofCount(0);

    /**
     * Whether a run with these counts ended well.
     *
     * @param exhausted exhausted documents, 0 or more
     * @param serviced completed and exhausted documents together
     */
    boolean tolerates(long exhausted, long serviced);

    /** Bears up to this many exhausted documents, 0 or more. */
    static SkipRule ofCount(long count) {
        return new Count(count);
    }

    /** Bears up to this share of the serviced documents, 0 to 100 percent. */
    static SkipRule ofPercent(BigDecimal percent) {
        return new Percent(percent);
    }

    /** A number of documents. */
    record Count(long count) implements SkipRule {
        /** Checks the number. */
        public Count {
            if (count < 0) {
                throw new IllegalArgumentException("tolerated documents must be 0 or more, was " + count);
            }
        }

        @Override
        public boolean tolerates(long exhausted, long serviced) {
            return exhausted <= count;
        }
    }

    /** A share of the serviced documents, compared exactly: 1 of 100 is within 1 percent, 1 of 99 is not. */
    record Percent(BigDecimal percent) implements SkipRule {
        private static final BigDecimal ALL = BigDecimal.valueOf(100);

        /** Checks the share. */
        public Percent {
            if (percent.signum() < 0 || percent.compareTo(ALL) > 0) {
                throw new IllegalArgumentException("a tolerated share must be 0 to 100 percent, was " + percent);
            }
        }

        @Override
        public boolean tolerates(long exhausted, long serviced) {
            BigDecimal allowed = percent.multiply(BigDecimal.valueOf(serviced));
            return ALL.multiply(BigDecimal.valueOf(exhausted)).compareTo(allowed) <= 0;
        }
    }
}
