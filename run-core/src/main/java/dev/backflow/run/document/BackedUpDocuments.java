package dev.backflow.run.document;

import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Documents that are kept in the store of their run before they are served, and then read from there: whatever happens to
 * the source from then on, they are served as they were.
 */
public final class BackedUpDocuments implements DocumentStore {
    private final DocumentStore source;
    private final DocumentLinks links;
    private final DocumentCopies copies;
    private final Predicate<SourceDocument> needed;

    private BackedUpDocuments(
            DocumentStore source, DocumentLinks links, RunStore files, Predicate<SourceDocument> needed) {
        this.source = source;
        this.links = links;
        this.copies = new DocumentCopies(files);
        this.needed = needed;
    }

    /** @param needed false for documents that the source itself keeps as they are */
    public static DocumentStore copied(DocumentStore source, RunStore files, Predicate<SourceDocument> needed) {
        return new BackedUpDocuments(source, DocumentLinks.NONE, files, needed);
    }

    /** Files are linked where that is possible, and else copied. */
    public static DocumentStore linked(FileDocumentStore source, RunStore files) {
        return new BackedUpDocuments(source, DocumentLinks.in(files, source), files, document -> true);
    }

    @Override
    public void keep(SourceDocument pinned) throws IOException {
        if (needed.test(pinned) && !links.make(pinned)) {
            copies.make(source, pinned);
        }
    }

    @Override
    public InputStream open(SourceDocument pinned) throws IOException {
        if (needed.test(pinned)) {
            if (links.has(pinned)) {
                return links.open(pinned);
            }
            if (copies.note(pinned) != null) {
                return copies.open(pinned);
            }
        }
        return source.open(pinned);
    }

    @Override
    public FetchedDocument fetch(SourceDocument pinned) throws IOException {
        return needed.test(pinned) ? DocumentStore.super.fetch(pinned) : source.fetch(pinned);
    }

    @Override
    public Map<String, String> metadata(SourceDocument pinned) throws IOException {
        if (needed.test(pinned)) {
            if (links.has(pinned)) {
                return links.metadata(pinned);
            }
            DocumentCopies.Note note = copies.note(pinned);
            if (note != null) {
                return note.metadata();
            }
        }
        return source.metadata(pinned);
    }

    @Override
    public DocumentListing list() throws IOException {
        return source.list();
    }

    @Override
    public boolean isFar() {
        return source.isFar();
    }
}
