package dev.backflow.launcher.report;

import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.outcome.JsonBuffer;
import dev.backflow.run.outcome.PlainJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A summary as JSON and back. */
final class SummaryJson {
    private static final String SCHEMA = "1.0";
    private static final String SAME_MAJOR = "1.";

    private final Map<?, ?> fields;

    private SummaryJson(Map<?, ?> fields) {
        this.fields = fields;
    }

    static JsonBuffer append(RunSummary summary) {
        var buffer = new JsonBuffer();
        var json = buffer.json();
        var totals = summary.totals();
        json.writeStartObject();
        json.writeStringProperty("schema", SCHEMA);
        json.writeNumberProperty("run", summary.run());
        json.writeStringProperty("job", summary.job());
        json.writeStringProperty("tier", summary.tier());
        json.writeStringProperty("outcome", summary.outcome().word());
        json.writeNumberProperty("limit", summary.limit());
        json.writeNumberProperty("used", summary.used());
        json.writeNumberProperty("documents", totals.documents());
        json.writeNumberProperty("completed", totals.completed());
        json.writeNumberProperty("exhausted", totals.exhausted());
        json.writeNumberProperty("rejected", totals.rejected());
        json.writeNumberProperty("notServed", totals.notServed());
        json.writeNumberProperty("attempts", totals.attempts());
        json.writeNumberProperty("workersStarted", summary.workersStarted());
        json.writeNumberProperty("workersLost", summary.workersLost());
        json.writeStringProperty("startedAt", summary.startedAt().toString());
        json.writeStringProperty("endedAt", summary.endedAt().toString());
        json.writeNumberProperty("documentsPerSecond", BigDecimal.valueOf(summary.documentsPerSecond()));
        json.writeName("cost").writeStartObject();
        json.writeNumberProperty("amount", summary.cost().amount());
        json.writeStringProperty("currency", summary.cost().currency());
        json.writeEndObject();
        json.writeStringProperty("sandbox", summary.sandbox().word());
        json.writeBooleanProperty("exact", summary.exact());
        if (!summary.deployed().isEmpty()) {
            json.writeName("deployed").writeStartArray();
            for (var each : summary.deployed()) {
                json.writeStartObject();
                json.writeStringProperty("name", each.name());
                json.writeStringProperty("type", each.type());
                json.writeNumberProperty("seconds", each.seconds());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        buffer.endLine();
        return buffer;
    }

    static RunSummary parse(byte[] json) {
        if (!(PlainJson.read(json) instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("it is not a JSON object");
        }
        return new SummaryJson(fields).summary();
    }

    private RunSummary summary() {
        var schema = text("schema");
        if (!schema.startsWith(SAME_MAJOR)) {
            throw new IllegalArgumentException(
                    "its schema is %s. Use the version of Backflow that wrote it, or a later one".formatted(schema));
        }
        return new RunSummary(
                Math.toIntExact(whole("run")),
                text("job"),
                text("tier"),
                choice("outcome", RunOutcome.values(), RunOutcome::word),
                whole("limit"),
                whole("used"),
                totals(),
                Math.toIntExact(whole("workersStarted")),
                Math.toIntExact(whole("workersLost")),
                Instant.parse(text("startedAt")),
                Instant.parse(text("endedAt")),
                number("documentsPerSecond").doubleValue(),
                cost(),
                choice("sandbox", SandboxEnd.values(), SandboxEnd::word),
                field("exact", Boolean.class),
                deployed());
    }

    /** Runs on this machine have none, and neither have those of before there was this field. */
    private List<DeployTime> deployed() {
        if (!fields.containsKey("deployed")) {
            return List.of();
        }
        List<DeployTime> deployed = new ArrayList<>();
        for (Object each : field("deployed", List.class)) {
            if (!(each instanceof Map<?, ?> object)) {
                throw new IllegalArgumentException("its field deployed is of another kind");
            }
            var time = new SummaryJson(object);
            deployed.add(new DeployTime(time.text("name"), time.text("type"), time.number("seconds")));
        }
        return deployed;
    }

    private LedgerTotals totals() {
        return new LedgerTotals(
                whole("documents"),
                whole("completed"),
                whole("exhausted"),
                whole("rejected"),
                whole("notServed"),
                whole("attempts"));
    }

    private Cost cost() {
        var cost = new SummaryJson(field("cost", Map.class));
        return new Cost(cost.number("amount"), cost.text("currency"));
    }

    private <E extends Enum<E>> E choice(String name, E[] values, Function<E, String> word) {
        var text = text(name);
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its %s is %s".formatted(name, text)));
    }

    private String text(String name) {
        return field(name, String.class);
    }

    private long whole(String name) {
        return field(name, Long.class);
    }

    /** Other programs may write 0 for 0.0. */
    private BigDecimal number(String name) {
        return new BigDecimal(field(name, Number.class).toString());
    }

    private <T> T field(String name, Class<T> type) {
        var value = fields.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("its field %s is missing or of another kind".formatted(name));
        }
        return type.cast(value);
    }
}
