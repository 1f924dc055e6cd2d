package dev.backflow.launcher.estimate;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How long a run on Fargate takes and what it costs, beforehand.
 *
 * @param perDocument what each document takes of a worker
 * @param workers how many there are likely at the same time
 * @param seconds from the start to the end of the tear-down
 * @param price in the currency of the table, without the base, tax and discounts
 * @param spotPrice the same with spare capacity for all workers
 * @param deadline null when the job has none
 */
public record Estimate(
        DocumentTime perDocument,
        int workers,
        Spread seconds,
        Spread price,
        Spread spotPrice,
        String currency,
        LocalDate pricesOf,
        String region,
        @Nullable Deadline deadline) {
    /**
     * A wish for an end, and whether it can be met.
     *
     * @param longest after the start
     */
    public record Deadline(Duration longest, Chance chance) {}

    /** Whether a deadline can be met. */
    public enum Chance {
        /** Even at worst. */
        SURE,
        /** Likely, but not at worst. */
        LIKELY,
        /** At best only. */
        UNLIKELY,
        /** Not even at best, with all workers. */
        IMPOSSIBLE
    }
}
