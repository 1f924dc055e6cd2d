package dev.backflow.run.document;

import dev.backflow.run.file.Cursor;

/**
 * The documents of a source, each once, in the order of {@link DocumentOrder}: by the UTF-8 bytes of the full key, so
 * that a folder sorts as {@code name/}. What appears or goes away while the listing runs may or may not be in it.
 */
public interface DocumentListing extends Cursor<SourceDocument> {
    /** How many symbolic links have been passed over so far; they are never followed. */
    long skippedLinks();

    /** How many sockets, pipes, devices and the like have been passed over so far. */
    long skippedSpecialFiles();

    /** How many empty objects that only stand for a folder have been passed over so far. */
    default long skippedFolderMarks() {
        return 0;
    }
}
