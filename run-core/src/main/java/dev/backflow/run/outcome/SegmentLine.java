package dev.backflow.run.outcome;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One line of a segment. The payload comes last, so that whoever does not want it can stop reading there. */
final class SegmentLine {
    private @Nullable Long ordinal;
    private @Nullable Integer partition;
    private @Nullable String document;
    private @Nullable String version;
    private @Nullable Verdict verdict;
    private @Nullable String status;
    private @Nullable Integer attempts;
    private @Nullable String worker;
    private @Nullable Instant startedAt;
    private @Nullable Duration took;
    private @Nullable Long bytes;
    private @Nullable String sha256;
    private @Nullable String error;
    private @Nullable Map<String, @Nullable Object> payload;

    private SegmentLine() {}

    static void write(JsonGenerator json, DocumentOutcome outcome) {
        json.writeStartObject();
        json.writeNumberProperty("ordinal", outcome.ordinal());
        json.writeNumberProperty("partition", outcome.partition());
        json.writeStringProperty("document", outcome.document());
        json.writeStringProperty("version", outcome.version());
        json.writeStringProperty("outcome", outcome.verdict().word());
        json.writeStringProperty("status", outcome.status());
        json.writeNumberProperty("attempts", outcome.attempts());
        json.writeStringProperty("worker", outcome.worker());
        json.writeStringProperty("startedAt", outcome.startedAt().toString());
        json.writeNumberProperty("nanos", outcome.took().toNanos());
        json.writeNumberProperty("bytes", outcome.bytes());
        json.writeName("sha256");
        PlainJson.write(json, outcome.sha256());
        json.writeName("error");
        PlainJson.write(json, outcome.error());
        json.writeName("payload");
        PlainJson.write(json, outcome.payload());
        json.writeEndObject();
    }

    /** @throws RuntimeException of several kinds if the bytes are not a line that {@link #write} has written */
    static DocumentOutcome read(byte[] bytes, int from, int length, boolean withPayload) {
        try (var json = PlainJson.parser(bytes, from, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            var line = new SegmentLine();
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                line.set(name, json, withPayload);
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON object");
            }
            return line.outcome();
        }
    }

    private void set(String name, JsonParser json, boolean withPayload) {
        switch (name) {
            case "ordinal" -> ordinal = json.getLongValue();
            case "partition" -> partition = json.getIntValue();
            case "document" -> document = json.getString();
            case "version" -> version = json.getString();
            case "outcome" -> verdict = Verdict.ofWord(json.getString());
            case "status" -> status = json.getString();
            case "attempts" -> attempts = json.getIntValue();
            case "worker" -> worker = json.getString();
            case "startedAt" -> startedAt = Instant.parse(json.getString());
            case "nanos" -> took = Duration.ofNanos(json.getLongValue());
            case "bytes" -> bytes = json.getLongValue();
            case "sha256" -> sha256 = textOrNull(json);
            case "error" -> error = textOrNull(json);
            case "payload" -> payload = payload(json, withPayload);
            default -> throw new IllegalArgumentException("unknown field " + name);
        }
    }

    private static @Nullable String textOrNull(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getString();
    }

    private static Map<String, @Nullable Object> payload(JsonParser json, boolean wanted) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("payload is not a JSON object");
        }
        if (wanted) {
            return PlainJson.readMap(json);
        }
        json.skipChildren();
        return Map.of();
    }

    private DocumentOutcome outcome() {
        return new DocumentOutcome(
                present("ordinal", ordinal),
                present("partition", partition),
                present("document", document),
                present("version", version),
                present("outcome", verdict),
                present("status", status),
                present("payload", payload),
                present("attempts", attempts),
                present("worker", worker),
                present("startedAt", startedAt),
                present("nanos", took),
                present("bytes", bytes),
                sha256,
                error);
    }

    private static <T> T present(String name, @Nullable T value) {
        return requireNonNull(value, () -> "the field " + name + " is missing");
    }
}
