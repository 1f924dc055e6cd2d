package dev.backflow.run.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Free-form data for a hook. Whole numbers become {@code Long}, other numbers {@code Double}. */
record SettingsType() implements ValueType {
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Reports every fault below the mapping; entries with a fault are left out. */
    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        if (!(value instanceof Value.Mapping mapping)) {
            throw new RefusedValueException("Write keys and values below it, or leave the key out.");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (Value.Entry entry : mapping.entries()) {
            addTo(map, entry, reading.below(entry.key()));
        }
        return map;
    }

    private void addTo(Map<String, Object> map, Value.Entry entry, Reading reading) {
        try {
            map.put(entry.key(), plain(entry.value(), reading));
        } catch (RefusedValueException e) {
            reading.refuse(entry.value(), isSecret(), e.remedy());
        }
    }

    private Object plain(Value value, Reading reading) throws RefusedValueException {
        if (value instanceof Value.Sequence sequence) {
            return list(sequence, reading);
        }
        return value instanceof Scalar scalar ? scalar(scalar) : read(value, reading);
    }

    private List<Object> list(Value.Sequence sequence, Reading reading) {
        List<Object> list = new ArrayList<>();
        for (Value item : sequence.items()) {
            try {
                list.add(plain(item, reading));
            } catch (RefusedValueException e) {
                reading.refuse(item, isSecret(), e.remedy());
            }
        }
        return list;
    }

    private static Object scalar(Scalar scalar) throws RefusedValueException {
        return switch (scalar.type()) {
            case TEXT -> scalar.text();
            case BOOLEAN -> scalar.text().equalsIgnoreCase("true");
            case NUMBER -> number(scalar);
            case NULL -> throw new RefusedValueException("Write a value, \"\" for empty text, or leave it out.");
            case NOT_A_FINITE_NUMBER ->
                throw new RefusedValueException("Write a finite number, or put it in quotes if it is meant as text.");
        };
    }

    private static Object number(Scalar scalar) throws RefusedValueException {
        BigDecimal number = WholeNumberType.number(scalar);
        boolean whole = scalar.text().matches("[-+]?[0-9]+|0[xo].*");
        if (number != null && whole && number.compareTo(MIN) >= 0 && number.compareTo(MAX) <= 0) {
            return number.longValueExact();
        }
        if (number != null && !whole && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new RefusedValueException("Put a number as large as this in quotes; the hook gets it as text.");
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords(
                "type", "object", "additionalProperties", ValueType.keywords("$ref", "#/definitions/plain"));
    }

    @Override
    public Object defaultValue(String written) {
        return Map.of();
    }

    @Override
    public Object jsonDefault(String written) {
        return Map.of();
    }

    @Override
    public String summary() {
        return "keys and values";
    }
}
