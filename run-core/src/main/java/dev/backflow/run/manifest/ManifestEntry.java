package dev.backflow.run.manifest;

import dev.backflow.run.document.SourceDocument;

/**
 * A document of the run.
 *
 * @param ordinal its place in the manifest, from 0, without gaps
 */
public record ManifestEntry(long ordinal, SourceDocument document) {
    public ManifestEntry {
        if (ordinal < 0) {
            throw new IllegalArgumentException("an ordinal must not be negative, was " + ordinal);
        }
    }
}
