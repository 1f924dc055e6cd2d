package dev.backflow.run.result;

import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.JsonBuffer;
import dev.backflow.run.outcome.PlainJson;

/** One result as a line of JSON, as users read it. */
public final class ResultLine {
    private ResultLine() {}

    /** Adds the result and a line feed. */
    public static void append(JsonBuffer buffer, int run, DocumentOutcome outcome) {
        var json = buffer.json();
        json.writeStartObject();
        json.writeStringProperty("document", outcome.document());
        json.writeStringProperty("version", outcome.version());
        json.writeNumberProperty("run", run);
        json.writeStringProperty("outcome", outcome.verdict().word());
        json.writeStringProperty("status", outcome.status());
        json.writeName("payload");
        PlainJson.write(json, outcome.payload());
        json.writeNumberProperty("attempts", outcome.attempts());
        json.writeName("error");
        PlainJson.write(json, outcome.error());
        json.writeNumberProperty("bytes", outcome.bytes());
        json.writeName("sha256");
        PlainJson.write(json, outcome.sha256());
        json.writeStringProperty("startedAt", outcome.startedAt().toString());
        json.writeNumberProperty("millis", outcome.millis());
        json.writeEndObject();
        buffer.endLine();
    }
}
