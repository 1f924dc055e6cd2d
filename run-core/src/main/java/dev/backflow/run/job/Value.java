package dev.backflow.run.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a job file before it has a meaning: a scalar, a list or a mapping, and where it was written. */
sealed interface Value permits Scalar, Value.Sequence, Value.Mapping {
    Place place();

    /** The value as it is shown in a message. */
    String shown();

    /** How many lists and mappings are inside one another here; 0 for a scalar. */
    int height();

    /** How many values and keys this is, itself among them. */
    int size();

    /** A list. */
    record Sequence(List<Value> items, Place place) implements Value {
        @Override
        public String shown() {
            return "a list";
        }

        @Override
        public int height() {
            return 1 + items.stream().mapToInt(Value::height).max().orElse(0);
        }

        @Override
        public int size() {
            return 1 + items.stream().mapToInt(Value::size).sum();
        }
    }

    /** A mapping; its keys are unique and in the order of the file. */
    record Mapping(List<Entry> entries, Place place) implements Value {
        @Override
        public String shown() {
            return "a mapping";
        }

        @Override
        public int height() {
            return 1 + entries.stream().mapToInt(e -> e.value().height()).max().orElse(0);
        }

        @Override
        public int size() {
            return 1 + entries.stream().mapToInt(e -> 1 + e.value().size()).sum();
        }

        @Nullable
        Entry entry(String key) {
            return entries.stream().filter(e -> e.key().equals(key)).findFirst().orElse(null);
        }
    }

    /** One key of a mapping, where the key was written, and its value. */
    record Entry(String key, Place place, Value value) {}
}
