package dev.backflow.run.outcome;

import static java.nio.charset.StandardCharsets.UTF_16;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies of plain data in the one form that JSON gives back unchanged: whole numbers as {@code Long}, or as
 * {@code BigInteger} beyond its range; other numbers as {@code BigDecimal} with a scale that is not 0; names without
 * half surrogate pairs.
 *
 * <p>Without this, an {@code int} would come back as a {@code long} and a {@code double} as a decimal, and an outcome
 * read from its segment would not equal the one that was written.
 */
final class PlainData {
    /** Far deeper than any result a person reads, and below the depth at which the JSON reader gives up (500). */
    static final int MAX_DEPTH = 200;

    private PlainData() {}

    /** @throws IllegalArgumentException if anything in it is not plain data; the message names the place */
    static Map<String, @Nullable Object> copyOf(Map<String, ? extends @Nullable Object> payload) {
        return map(payload, "payload", 1);
    }

    private static @Nullable Object value(@Nullable Object value, String where, int depth) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number, where);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, where, depth + 1);
        }
        if (value instanceof List<?> list) {
            return list(list, where, depth + 1);
        }
        throw new IllegalArgumentException(where + " is a " + value.getClass().getName()
                + ". Use strings, numbers, booleans, lists and maps only.");
    }

    private static Map<String, @Nullable Object> map(Map<?, ? extends @Nullable Object> map, String where, int depth) {
        checkDepth(depth);
        var copy = new LinkedHashMap<String, @Nullable Object>(map.size() * 2);
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException(where + " has the key " + key + ". Use strings as keys.");
            }
            copy.put(wellFormed(name), isScalar(value) ? value : value(value, where + "." + name, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    /** JSON readers refuse half a surrogate pair in a name, though not in a text; U+FFFD stands for it. */
    private static String wellFormed(String name) {
        return name.chars().anyMatch(PlainData::isSurrogate) ? new String(name.getBytes(UTF_16), UTF_16) : name;
    }

    private static boolean isSurrogate(int character) {
        return Character.isSurrogate((char) character);
    }

    private static List<@Nullable Object> list(List<? extends @Nullable Object> list, String where, int depth) {
        checkDepth(depth);
        var copy = new ArrayList<@Nullable Object>(list.size());
        for (var value : list) {
            copy.add(isScalar(value) ? value : value(value, where + "[" + copy.size() + "]", depth));
        }
        return Collections.unmodifiableList(copy);
    }

    /** Spares most values the text that says where they are. */
    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Long;
    }

    private static Number number(Number number, String where) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger whole) {
            return whole(whole);
        }
        if (number instanceof BigDecimal decimal) {
            return decimal(decimal);
        }
        if ((number instanceof Double || number instanceof Float) && Double.isFinite(number.doubleValue())) {
            return decimal(new BigDecimal(number.toString()));
        }
        throw new IllegalArgumentException(where + " is " + number + " ("
                + number.getClass().getName() + "), which JSON cannot say. Use a finite number or a string.");
    }

    private static Number decimal(BigDecimal decimal) {
        // JSON writes scale 0 like a whole number, so that is what it is here as well.
        return decimal.scale() == 0 ? whole(decimal.unscaledValue()) : decimal;
    }

    private static Number whole(BigInteger whole) {
        // In two statements: a conditional expression of a long and a BigInteger would box them differently.
        if (whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return whole;
    }

    private static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "payload is nested more than " + MAX_DEPTH + " deep. Return a flatter payload.");
        }
    }
}
