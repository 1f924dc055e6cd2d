package dev.backflow.run.ledger;

/**
 * The meter of a run: {@code used + granted <= limit}, always.
 *
 * @param limit how many documents the run may service
 * @param used how many it has serviced
 * @param granted how many are set aside for partitions that are being served
 */
public record Meter(long limit, long used, long granted) {
    public Meter {
        if (used < 0 || granted < 0 || used + granted > limit) {
            throw new IllegalArgumentException(
                    "used %d and granted %d must fit into the limit %d".formatted(used, granted, limit));
        }
    }

    /** Units that no partition holds and no document has used. None left only means <em>wait</em>. */
    public long available() {
        return limit - used - granted;
    }

    /** The limit is reached when every unit is used; units that are merely granted may still come back. */
    public boolean isLimitReached() {
        return used == limit;
    }
}
