package dev.backflow.engine;

/**
 * How often a failed document is tried again: at once, in place, and without touching its neighbours.
 *
 * @param retries attempts after the first one, 0 or more
 */
public record RetryRule(int retries) {

    /** Two retries: three attempts at most. */
    public static final RetryRule DEFAULT = new RetryRule(2);

    /** Checks the number. */
    public RetryRule {
        if (retries < 0) {
            throw new IllegalArgumentException("retries must be 0 or more, was " + retries);
        }
    }

    /**
     * Whether another attempt follows.
     *
     * @param failedAttempts attempts made so far, all of them failed
     * @param permanent whether the last failure is one that no attempt can mend
     */
    public boolean allowsAnother(int failedAttempts, boolean permanent) {
        return !permanent && failedAttempts <= retries;
    }
}
