package dev.backflow.run.job;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole number within a range. */
record WholeNumberType(long min, long max, boolean isLong) implements ValueType {
    /** Longer ones are refused unread: converting a million digits takes seconds. */
    private static final int MAX_DIGITS = 400;

    static WholeNumberType of(RecordKey key) {
        Range range = key.annotation(Range.class);
        if (range == null) {
            throw new IllegalStateException("a number key has a range: " + key.component());
        }
        return new WholeNumberType(range.min(), range.max(), key.type() == long.class);
    }

    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        BigDecimal number = number(value);
        if (number == null || !isWithin(number)) {
            throw new RefusedValueException("Write a whole number from %d to %d.".formatted(min, max));
        }
        return boxed(number.longValueExact());
    }

    private Object boxed(long number) {
        if (isLong) {
            return number;
        }
        return Math.toIntExact(number);
    }

    private boolean isWithin(BigDecimal number) {
        // The range first: it is cheap for any exponent, and makes the second test cheap too.
        return number.compareTo(BigDecimal.valueOf(min)) >= 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }

    /** The number that a value is, or null if it is none or is absurdly long. */
    static @Nullable BigDecimal number(Value value) {
        if (!(value instanceof Scalar scalar)
                || scalar.type() != Scalar.Type.NUMBER
                || scalar.text().length() > MAX_DIGITS) {
            return null;
        }
        String text = scalar.text();
        try {
            if (text.startsWith("0x")) {
                return new BigDecimal(new BigInteger(text.substring(2), 16));
            }
            return text.startsWith("0o") ? new BigDecimal(new BigInteger(text.substring(2), 8)) : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // an exponent beyond what BigDecimal holds
        }
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("type", "integer", "minimum", min, "maximum", max);
    }

    @Override
    public Object defaultValue(String written) {
        return boxed(Long.parseLong(written));
    }

    @Override
    public Object jsonDefault(String written) {
        return Long.valueOf(written);
    }

    @Override
    public String summary() {
        return "%d to %d".formatted(min, max);
    }
}
