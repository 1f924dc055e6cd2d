package dev.backflow.run.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * JSON of plain data: strings, numbers, booleans, lists, maps with string keys, and null. Whole numbers are read as
 * {@code Long}, or {@code BigInteger} beyond it; all others as {@code BigDecimal} with the digits that are there.
 *
 * <p>No control character is ever written as itself, so one value is one line. Half a surrogate pair, which a hook
 * makes by cutting a text in the wrong place, is escaped and comes back as it was.
 */
public final class PlainJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .characterEscapes(new LineSafeEscapes())
            .rootValueSeparator((String) null)
            .disable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            // What is read here was written here: a limit could only refuse what a hook's author was promised.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private PlainJson() {}

    static JsonFactory factory() {
        return FACTORY;
    }

    /**
     * The one value in these bytes.
     *
     * @throws tools.jackson.core.JacksonException if they are not exactly one JSON value
     */
    public static @Nullable Object read(byte[] bytes) {
        try (var json = parser(bytes, 0, bytes.length)) {
            json.nextToken();
            var value = readCurrent(json);
            if (json.nextToken() != null) {
                throw new StreamReadException(json, "more than one value");
            }
            return value;
        }
    }

    /** A value as one line of JSON; of a text, what can be shown to people without harm to their terminal. */
    public static String text(@Nullable Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(json, value);
        }
        return bytes.toString(UTF_8);
    }

    /** Writes one value of a payload, as {@link DocumentOutcome} holds it. */
    public static void write(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> {
                json.writeName((String) name);
                write(json, member);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> write(json, element));
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            // All kinds of numbers in plain data print themselves as JSON does.
            json.writeNumber(number.toString());
        } else {
            throw new IllegalArgumentException(
                    "not plain data: " + value.getClass().getName());
        }
    }

    static JsonParser parser(byte[] bytes, int from, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length);
    }

    /** The value that begins at the parser's current token; leaves the parser on its last one. */
    static @Nullable Object readCurrent(JsonParser json) {
        var token = json.currentToken();
        if (token == null) {
            throw new StreamReadException(json, "no value");
        }
        return switch (token) {
            case START_OBJECT -> readMap(json);
            case START_ARRAY -> readList(json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) json.getBigIntegerValue()
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new StreamReadException(json, "a value was expected");
        };
    }

    static Map<String, @Nullable Object> readMap(JsonParser json) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            map.put(name, readCurrent(json));
        }
        return map;
    }

    private static List<@Nullable Object> readList(JsonParser json) {
        var list = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(readCurrent(json));
        }
        return list;
    }
}
