package dev.backflow.run.job;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A count of documents, or a percentage of them. */
record ToleranceType() implements ValueType {
    private static final WholeNumberType COUNT = new WholeNumberType(0, Tolerance.MAX_COUNT, true);

    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        BigDecimal number = WholeNumberType.number(value);
        if (number != null && number.signum() >= 0) {
            return new Tolerance.Count((Long) COUNT.read(value, reading));
        }
        Tolerance percent = value instanceof Scalar scalar ? Tolerance.ofPercent(scalar.text()) : null;
        if (percent == null) {
            throw new RefusedValueException("Write a number of documents, such as 5, or a percentage from 0% to 100%.");
        }
        return percent;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> percent = ValueType.keywords("type", "string", "pattern", Tolerance.PERCENT_PATTERN);
        return ValueType.keywords("anyOf", List.of(COUNT.schema(), percent));
    }

    @Override
    public Object defaultValue(String written) {
        return new Tolerance.Count(Long.parseLong(written));
    }

    @Override
    public Object jsonDefault(String written) {
        return Long.valueOf(written);
    }

    @Override
    public String summary() {
        return "a count or a percentage";
    }
}
