package dev.backflow.launcher.report;

/**
 * The rows of a ledger, added up.
 *
 * @param documents all of the manifest
 * @param notServed those without an outcome
 * @param attempts how often the hook's steps were begun, for all documents together
 */
public record LedgerTotals(
        long documents, long completed, long exhausted, long rejected, long notServed, long attempts) {
    public LedgerTotals {
        if (completed + exhausted + rejected + notServed != documents) {
            throw new IllegalArgumentException("%d completed, %d exhausted, %d rejected and %d not served are not %d"
                    .formatted(completed, exhausted, rejected, notServed, documents));
        }
    }

    /** What the meter must say. */
    public long serviced() {
        return completed + exhausted;
    }
}
