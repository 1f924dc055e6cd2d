package dev.backflow.run.outcome;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Lines of JSON being built in memory. The generator never sees the file, so that a full disk is an
 * {@link IOException} of the file and not an unchecked one of the JSON library. For use by one thread.
 */
public final class JsonBuffer {
    private static final int INITIAL_BYTES = 8 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    private final JsonGenerator json = PlainJson.factory().createGenerator(ObjectWriteContext.empty(), bytes);

    /** Writes into this buffer. */
    public JsonGenerator json() {
        return json;
    }

    /** Ends the value written last with a line feed, and counts it in {@link #size()}. */
    public void endLine() {
        json.writeRaw('\n');
        json.flush();
    }

    /** How many bytes the ended lines have. */
    public int size() {
        return bytes.size();
    }

    /** Hands the ended lines over, and starts anew. */
    public void drainTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
        bytes.reset();
    }
}
