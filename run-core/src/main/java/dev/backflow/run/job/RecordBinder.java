package dev.backflow.run.job;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a record from a mapping: every component is a key, every other key is a fault. */
final class RecordBinder {
    private final KeyValues found;

    RecordBinder(KeyValues found) {
        this.found = found;
    }

    /** The record, or null after adding every fault of its keys. */
    <R extends Record> @Nullable R bind(Class<R> type, Value value, Reading reading) {
        List<RecordKey> keys = RecordKey.of(type);
        if (!(value instanceof Value.Mapping mapping)) {
            reading.refuse(value, false, "Write its keys below it: " + names(keys) + ".");
            return null;
        }
        for (Value.Entry entry : mapping.entries()) {
            refuseUnknown(entry, keys, reading);
        }
        Object[] arguments = new Object[keys.size()];
        boolean complete = true;
        for (int i = 0; i < arguments.length; i++) {
            RecordKey key = keys.get(i);
            Value.Entry entry = mapping.entry(key.name());
            Object argument = entry == null
                    ? absent(key, mapping, reading)
                    : present(key, entry.value(), reading.below(key.name()));
            arguments[i] = argument;
            complete &= argument != null || (entry == null && key.isNullable());
        }
        return complete ? construct(type, arguments) : null;
    }

    private void refuseUnknown(Value.Entry entry, List<RecordKey> keys, Reading reading) {
        List<String> known = keys.stream().map(RecordKey::name).toList();
        if (known.contains(entry.key())) {
            return;
        }
        String near = Spelling.nearest(entry.key(), known);
        reading.faults()
                .add(
                        entry.place(),
                        "Unknown key " + Quoted.of(reading.below(entry.key()).key()),
                        near != null ? "Did you mean " + near + "?" : "Known keys here: " + names(keys) + ".");
    }

    private @Nullable Object present(RecordKey key, Value value, Reading reading) {
        Class<? extends Record> section = key.section();
        Object bound = section == null ? read(ValueType.of(key), value, reading) : bind(section, value, reading);
        if (bound != null) {
            found.put(reading.key(), bound, value.place());
        } else {
            found.refuse(reading.key());
        }
        return bound;
    }

    private static @Nullable Object read(ValueType type, Value value, Reading reading) {
        try {
            return type.read(value, reading);
        } catch (RefusedValueException e) {
            reading.refuse(value, type.isSecret(), e.remedy());
            return null;
        }
    }

    private @Nullable Object absent(RecordKey key, Value.Mapping mapping, Reading reading) {
        String written = key.defaultValue();
        if (written != null) {
            return ValueType.of(key).defaultValue(written);
        }
        if (key.isNullable()) {
            return null;
        }
        Class<? extends Record> section = key.section();
        if (section != null && key.isOptional()) {
            return bind(section, new Value.Mapping(List.of(), mapping.place()), reading.below(key.name()));
        }
        reading.faults()
                .add(
                        mapping.place(),
                        "Key " + Quoted.of(reading.below(key.name()).key()) + " is missing",
                        "Add it. " + key.description());
        return null;
    }

    private static String names(List<RecordKey> keys) {
        return keys.stream().map(RecordKey::name).collect(Collectors.joining(", "));
    }

    private static <R extends Record> R construct(Class<R> type, @Nullable Object[] arguments) {
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(component -> component.getType())
                    .toArray(Class<?>[]::new));
            return canonical.newInstance(arguments);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("a value passed its key's rule but not the record's", e.getCause());
        }
    }
}
