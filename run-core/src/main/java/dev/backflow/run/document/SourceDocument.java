package dev.backflow.run.document;

/**
 * A document as it was when it was listed.
 *
 * @param key the name below the source's root, parts separated by {@code /}
 * @param version the pin: text that differs when the content may differ; only its store reads more into it
 * @param size bytes
 */
public record SourceDocument(String key, String version, long size) {
    public SourceDocument {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a document's key must not be empty");
        }
        if (version.isEmpty()) {
            throw new IllegalArgumentException("a document's version must not be empty, key was " + key);
        }
        if (size < 0) {
            throw new IllegalArgumentException("a document's size must not be negative, was %d".formatted(size));
        }
    }
}
