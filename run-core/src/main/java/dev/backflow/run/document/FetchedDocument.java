package dev.backflow.run.document;

import java.util.Map;

/**
 * A pinned document that was read whole.
 *
 * @param content all bytes; not copied, so nobody may change them
 * @param metadata as {@link DocumentStore#metadata} gives it
 */
@SuppressWarnings("ArrayRecordComponent")
public record FetchedDocument(byte[] content, Map<String, String> metadata) {
    public FetchedDocument {
        metadata = Map.copyOf(metadata);
    }
}
