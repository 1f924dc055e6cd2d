package dev.backflow.run.manifest;

import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.file.Cursor;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads what {@link LineWriter} has written, strictly: anything else is damage, and says where. */
final class Lines implements Cursor<Lines.Line> {
    /** One line; {@code ordinal} and {@code size} are -1 where the line has none. */
    record Line(long ordinal, String document, String version, long size) {
        SourceDocument pinned() {
            return new SourceDocument(document, version, size);
        }
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String place;
    private final long byteOffset;
    private final InputStream in;
    private final JsonParser json;

    private Lines(String place, long byteOffset, InputStream in) {
        this.place = place;
        this.byteOffset = byteOffset;
        this.in = in;
        this.json = JSON.createParser(ObjectReadContext.empty(), in);
    }

    /** @param byteOffset where a line begins */
    static Lines open(RunStore store, String name, long byteOffset) throws IOException {
        InputStream in = store.read(name, byteOffset);
        try {
            return new Lines(store.place(name), byteOffset, in);
        } catch (JacksonException e) {
            // The parser reads its first bytes when it is made.
            in.close();
            throw failure(e);
        } catch (RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public @Nullable Line next() throws IOException {
        try {
            JsonToken token = json.nextToken();
            if (token == null) {
                return null;
            }
            if (token != JsonToken.START_OBJECT) {
                throw damaged("expected the beginning of an object, found " + token);
            }
            return fields();
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw damaged(e.getOriginalMessage());
        }
    }

    private Line fields() throws IOException {
        long ordinal = -1;
        long size = -1;
        String document = "";
        String version = "";
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "ordinal" -> ordinal = json.getLongValue();
                case "size" -> size = json.getLongValue();
                case "document" -> document = text();
                case "version" -> version = text();
                default -> throw damaged("unknown field " + name);
            }
        }
        if (document.isEmpty() || version.isEmpty()) {
            throw damaged("a line needs a document and its version");
        }
        return new Line(ordinal, document, version, size);
    }

    private String text() throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw damaged("expected a text, found " + json.currentToken());
        }
        return json.getString();
    }

    /** What to throw when the line just read cannot be right. */
    IOException damaged(String why) {
        return new IOException("%s is damaged near byte %d: %s. Restore the file from a backup; it is never edited."
                .formatted(place, byteOffset + json.currentLocation().getByteOffset(), why));
    }

    /** Jackson wraps what a stream throws. */
    static IOException failure(JacksonException e) {
        return e.getCause() instanceof IOException cause ? cause : new IOException(e.getOriginalMessage(), e);
    }

    @Override
    public void close() throws IOException {
        try {
            json.close();
        } finally {
            in.close();
        }
    }
}
