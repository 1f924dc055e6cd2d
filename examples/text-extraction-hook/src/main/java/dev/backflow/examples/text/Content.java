package dev.backflow.examples.text;

import java.nio.charset.StandardCharsets;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.mime.MediaType;

/** A document's bytes, and the media type that its first bytes and its name tell. Nobody changes the bytes. */
final class Content {
    private final byte[] bytes;
    private final MediaType type;

    Content(byte[] bytes, MediaType type) {
        this.bytes = bytes;
        this.type = type;
    }

    MediaType type() {
        return type;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Whether the bytes hold this ASCII text anywhere. */
    boolean contains(String ascii) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(ascii);
    }

    TikaInputStream open() {
        return TikaInputStream.get(bytes);
    }
}
