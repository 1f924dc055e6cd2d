package dev.backflow.run.manifest;

import dev.backflow.run.document.SourceDocument;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes documents as JSON, one object a line. */
final class LineWriter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .rootValueSeparator("\n")
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final JsonGenerator json;
    private boolean empty = true;

    LineWriter(OutputStream out) {
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    void pinned(long ordinal, SourceDocument document) throws IOException {
        try {
            json.writeStartObject();
            json.writeNumberProperty("ordinal", ordinal);
            json.writeStringProperty("document", document.key());
            json.writeStringProperty("version", document.version());
            json.writeNumberProperty("size", document.size());
            json.writeEndObject();
            empty = false;
        } catch (JacksonException e) {
            throw Lines.failure(e);
        }
    }

    void serviced(String key, String version) throws IOException {
        try {
            json.writeStartObject();
            json.writeStringProperty("document", key);
            json.writeStringProperty("version", version);
            json.writeEndObject();
            empty = false;
        } catch (JacksonException e) {
            throw Lines.failure(e);
        }
    }

    /** Ends the last line, and hands all to the stream. */
    void end() throws IOException {
        try {
            if (!empty) {
                json.writeRaw('\n');
            }
            json.flush();
        } catch (JacksonException e) {
            throw Lines.failure(e);
        }
    }
}
