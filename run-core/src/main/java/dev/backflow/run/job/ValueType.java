package dev.backflow.run.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one key takes: how a value is read, and the same rule as a JSON Schema. */
interface ValueType {
    Object read(Value value, Reading reading) throws RefusedValueException;

    /** Draft-07 keywords, in the order in which they are to be written. */
    Map<String, Object> schema();

    /** The value of a default, from how it would be written in the job file. */
    Object defaultValue(String written);

    /** The same default in the terms of JSON. */
    default Object jsonDefault(String written) {
        return written;
    }

    /** What the key takes, for the table of keys in the documentation. */
    String summary();

    /** Whether refused values may hold secrets and must not be repeated. */
    default boolean isSecret() {
        return false;
    }

    static ValueType of(RecordKey key) {
        Class<?> type = key.type();
        if (type == String.class) {
            return TextType.of(key);
        }
        if (type == int.class || type == Integer.class || type == long.class) {
            return WholeNumberType.of(key);
        }
        if (type.isEnum()) {
            return new ChoiceType(type);
        }
        if (type == Location.class) {
            return new LocationType();
        }
        if (type == Access.class) {
            return new AccessType();
        }
        if (type == Cpu.class) {
            return new CpuType();
        }
        if (type == Duration.class) {
            return TimeType.of(key);
        }
        if (type == Path.class) {
            return new FileType();
        }
        if (type == Tolerance.class) {
            return new ToleranceType();
        }
        if (type == DataSize.class) {
            return new MemoryType();
        }
        if (type == Map.class) {
            return new SettingsType();
        }
        throw new IllegalStateException("no value type for " + key.component());
    }

    /** Keywords of a schema in the order given: name, value, name, value. */
    static Map<String, Object> keywords(Object... namesAndValues) {
        Map<String, Object> keywords = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            keywords.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return keywords;
    }
}
