package dev.backflow.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a hook hands over into plain data of the JDK's own classes, or says which value is not. One use each: it
 * counts what it has copied. The bounds are those that the hook API documents.
 */
final class PlainData {
    static final int MAX_DEPTH = 32;
    static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private static final Pattern SIMPLE_KEY = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]{0,49}");
    private static final int MAX_SHOWN_KEY = 50;

    private long characters;

    private PlainData() {}

    /**
     * An immutable copy at all depths, in the order of the original.
     *
     * @param root what the outermost map is called in errors
     * @throws NotPlainException naming the path of the first value that is not plain
     */
    static Map<String, @Nullable Object> copy(String root, Map<?, ?> data) {
        try {
            return new PlainData().map(data, 1);
        } catch (NotPlainException e) {
            throw e.under(root);
        }
    }

    private @Nullable Object value(@Nullable Object value, int depth) {
        count(1);
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth + 1);
        }
        if (value instanceof Collection<?> collection) {
            return list(collection, depth + 1);
        }
        return number(value);
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
        requireDepth(depth);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new NotPlainException("a key is %s, use strings as keys".formatted(nameOf(entry.getKey())));
            }
            try {
                copy.put(text(key), value(entry.getValue(), depth));
            } catch (NotPlainException e) {
                throw e.under(part(key));
            }
        }
        return Collections.unmodifiableMap(copy);
    }

    private List<@Nullable Object> list(Collection<?> collection, int depth) {
        requireDepth(depth);
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object element : collection) {
            try {
                copy.add(value(element, depth));
            } catch (NotPlainException e) {
                throw e.under("[" + copy.size() + "]");
            }
        }
        return Collections.unmodifiableList(copy);
    }

    private String text(String text) {
        count(text.length());
        int point;
        for (int at = 0; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            if (Character.getType(point) == Character.SURROGATE) {
                throw new NotPlainException(
                        "character %d is half of a surrogate pair, which no result can hold, replace it".formatted(at));
            }
        }
        return text;
    }

    private Object number(Object value) {
        Class<?> type = value.getClass();
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            count(String.valueOf(value).length());
            return value;
        }
        if (value instanceof Float || value instanceof Double) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw new NotPlainException("%s is not plain data, use null or a string".formatted(value));
            }
            count(String.valueOf(value).length());
            return value;
        }
        // Both can be subclassed by a hook: only the JDK's own class is safe to keep.
        if (type == BigInteger.class) {
            return bounded(value, new BigDecimal((BigInteger) value));
        }
        if (type == BigDecimal.class) {
            return bounded(value, (BigDecimal) value);
        }
        throw new NotPlainException("%s is not plain data, %s".formatted(type.getTypeName(), remedy(value, type)));
    }

    private Object bounded(Object value, BigDecimal number) {
        NumberBound.require(number);
        count(number.precision());
        return value;
    }

    private void count(int more) {
        characters += more;
        if (characters > MAX_CHARACTERS) {
            throw new NotPlainException(
                    "the data is larger than %d characters here, keep it elsewhere and name the place"
                            .formatted(MAX_CHARACTERS));
        }
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new NotPlainException(
                    "lists and maps are more than %d levels deep here, flatten them".formatted(MAX_DEPTH));
        }
    }

    private static String remedy(Object value, Class<?> type) {
        if (value instanceof Enum<?>) {
            return "use its name()";
        }
        if (value instanceof Optional<?>) {
            return "use its value or null";
        }
        if (type.isArray() || value instanceof Iterable<?>) {
            return "use a list";
        }
        if (value instanceof CharSequence
                || value instanceof Character
                || type.getName().startsWith("java.")) {
            return "use a string";
        }
        return "use strings, numbers, booleans, lists and maps";
    }

    private static String nameOf(@Nullable Object key) {
        return key == null ? "null" : key.getClass().getTypeName();
    }

    private static String part(String key) {
        if (SIMPLE_KEY.matcher(key).matches()) {
            return "." + key;
        }
        return "[\"" + Thrown.bounded(key, MAX_SHOWN_KEY) + "\"]";
    }
}
