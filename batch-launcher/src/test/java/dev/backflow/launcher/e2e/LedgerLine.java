package dev.backflow.launcher.e2e;

import dev.backflow.run.outcome.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code ledger.jsonl}, or of a result, read as any program would: by the names of its fields.
 *
 * @param fields as they were written
 */
record LedgerLine(Map<?, ?> fields) {
    static LedgerLine parse(String line) {
        return new LedgerLine(
                (Map<?, ?>) Objects.requireNonNull(PlainJson.read(line.getBytes(StandardCharsets.UTF_8)), line));
    }

    String document() {
        return text("document");
    }

    long run() {
        return (Long) value("run");
    }

    String outcome() {
        return text("outcome");
    }

    long attempts() {
        return (Long) value("attempts");
    }

    /** Null when the document was not served. */
    @Nullable
    String status() {
        return (String) fields.get("status");
    }

    /** The result's file below the results folder, or null when there is none. */
    @Nullable
    String result() {
        return (String) fields.get("result");
    }

    /** What stays the same from run to run and from tier to tier. */
    String brief() {
        return "%s %s %s %d".formatted(document(), outcome(), status(), attempts());
    }

    boolean isServiced() {
        return outcome().equals("completed") || outcome().equals("exhausted");
    }

    private String text(String name) {
        return (String) value(name);
    }

    private Object value(String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
