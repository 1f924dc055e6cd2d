package dev.backflow.run.job;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that could be read, by dotted key, each with its place. Not every key need be there. */
final class KeyValues {
    private record Located(Object value, Place place) {}

    private final String file;
    private final Map<String, Located> values = new LinkedHashMap<>();

    private final Set<String> refused = new HashSet<>();

    KeyValues(String file) {
        this.file = file;
    }

    void put(String key, Object value, Place place) {
        values.put(key, new Located(value, place));
    }

    void refuse(String key) {
        refused.add(key);
    }

    /** Whether the key was written with a value that it does not take. */
    boolean isRefused(String key) {
        return refused.contains(key);
    }

    <T> @Nullable T value(String key, Class<T> type) {
        Located located = values.get(key);
        return located == null ? null : type.cast(located.value());
    }

    /** Where the value of a key was written; the start of the file if the key was left out. */
    Place place(String key) {
        Located located = values.get(key);
        return located == null ? Place.inFile(file, 1, 1) : located.place();
    }
}
