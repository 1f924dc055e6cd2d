package dev.backflow.run.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Where documents are kept. A store is safe for use by several threads; what it hands out is not.
 *
 * <p>Every method but {@link #list()} is given a document that a listing of the same source has pinned, maybe in
 * another process, long ago.
 */
public interface DocumentStore {
    /**
     * Lists and pins every document of the source, without ever holding the whole list in memory.
     *
     * @throws UnreadableSourceException if the source cannot be read; also from the listing, when it gets there
     * @throws IOException if something else than the source fails, such as the scratch folder
     */
    DocumentListing list() throws IOException;

    /**
     * Opens the document's content, and sees to it that nobody takes other content for it. A store that keeps the pinned
     * content goes on to give it whatever happens. One that does not: when the document is no longer the pinned one,
     * opening throws; when it changes while it is read, the read that would have reported the end throws, or else, if the
     * content was not read to its end, {@code close()}.
     *
     * @throws dev.backflow.hook.SourceChangedException if the document was replaced, changed or deleted
     * @throws UnreadableSourceException if the source as a whole cannot be reached, which is no fault of the document
     */
    InputStream open(SourceDocument pinned) throws IOException;

    /**
     * What the store knows about the document beside its content: names to values, read when asked for, and not pinned.
     * Empty where the store keeps no such thing.
     *
     * @throws dev.backflow.hook.SourceChangedException if there is no such document any more
     */
    Map<String, String> metadata(SourceDocument pinned) throws IOException;

    /**
     * Reads a small document whole, checked as {@link #open} would, together with its metadata.
     *
     * @throws dev.backflow.hook.SourceChangedException if the document was replaced, changed or deleted
     * @throws UnreadableSourceException if the source as a whole cannot be reached, which is no fault of the document
     */
    default FetchedDocument fetch(SourceDocument pinned) throws IOException {
        try (var in = open(pinned)) {
            return new FetchedDocument(in.readAllBytes(), metadata(pinned));
        }
    }

    /**
     * Sees to it that what is pinned can be read until the run is over, whatever happens to the source. Called before the
     * first attempt, and maybe again. Nothing happens in a store that keeps no backups, and none is made of a document that
     * is not the pinned one any more: opening it says so.
     *
     * @throws IOException if there must be a backup and cannot be one; the document is not to be served then
     * @throws UnreadableSourceException if the source as a whole cannot be reached
     */
    default void keep(SourceDocument pinned) throws IOException {}

    /** Whether each read takes a round trip over a network, so that it pays to read ahead. */
    default boolean isFar() {
        return false;
    }
}
