package dev.backflow.launcher.report;

import java.math.BigDecimal;

/**
 * What a run has cost.
 *
 * @param amount from 0, with as many decimals as the currency has
 * @param currency its ISO 4217 code
 */
public record Cost(BigDecimal amount, String currency) {
    /** What a run on this machine costs. */
    public static final Cost NOTHING = new Cost(new BigDecimal("0.00"), "USD");

    public Cost {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("cost must not be negative, was " + amount);
        }
    }
}
