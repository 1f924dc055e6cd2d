package dev.backflow.run.job;

import java.util.Map;

/** The heap of a worker process. */
record MemoryType() implements ValueType {
    /** Below this no worker gets as far as its first document. */
    private static final DataSize MIN = new DataSize(64);

    private static final DataSize MAX = new DataSize(1024L * 1024);

    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        DataSize size = value instanceof Scalar scalar ? DataSize.of(scalar.text()) : null;
        if (size == null || size.bytes() < MIN.bytes() || size.bytes() > MAX.bytes()) {
            throw new RefusedValueException("Write a size with its unit, MB or GB, from %s to %s.".formatted(MIN, MAX));
        }
        return size;
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("type", "string", "pattern", DataSize.PATTERN);
    }

    @Override
    public Object defaultValue(String written) {
        throw new IllegalStateException("memory has no default");
    }

    @Override
    public String summary() {
        return "`64MB` to `1024GB`";
    }
}
