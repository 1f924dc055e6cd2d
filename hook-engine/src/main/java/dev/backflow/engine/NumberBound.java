package dev.backflow.engine;

import java.math.BigDecimal;

/**
 * Keeps out numbers that readers of JSON choke on.
 *
 * <p>Source of the bounds: Jackson's defaults for reading, {@code StreamReadConstraints}: 1,000 digits, and an exponent
 * magnitude of 100,000.
 */
final class NumberBound {
    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_EXPONENT = 100_000;
    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

    private NumberBound() {}

    static void require(BigDecimal number) {
        // The bits tell roughly, at once; counting the digits of a huge number would take minutes.
        boolean huge = number.unscaledValue().bitLength() > (MAX_DIGITS + 1) * BITS_PER_DIGIT;
        if (huge || number.precision() > MAX_DIGITS) {
            throw new NotPlainException("a number has more than %d digits, use a string".formatted(MAX_DIGITS));
        }
        if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
            throw new NotPlainException("a number's exponent is beyond %d, use a string".formatted(MAX_EXPONENT));
        }
    }
}
