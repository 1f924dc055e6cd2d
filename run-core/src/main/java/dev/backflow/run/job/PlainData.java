package dev.backflow.run.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies data that consists of text, numbers, booleans, lists and maps only, so that nobody can change it later. */
final class PlainData {
    private PlainData() {}

    static Map<String, Object> copyOf(Map<String, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, copyOf(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put((String) key, copyOf(inner)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainData::copyOf).toList();
        }
        if (value instanceof String || value instanceof Boolean || value instanceof Long || isFinite(value)) {
            return value;
        }
        throw new IllegalArgumentException("settings hold text, Long, finite Double, Boolean, lists and maps, was "
                + value.getClass().getName());
    }

    private static boolean isFinite(Object value) {
        return value instanceof Double number && Double.isFinite(number);
    }
}
