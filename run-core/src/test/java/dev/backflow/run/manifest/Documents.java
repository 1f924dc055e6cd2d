package dev.backflow.run.manifest;

import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.file.Cursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listing that is a list: documents written as {@code key@version}. */
final class Documents implements Cursor<SourceDocument> {
    private final Iterator<SourceDocument> documents;
    private boolean closed;

    private Documents(Iterator<SourceDocument> documents) {
        this.documents = documents;
    }

    static Documents of(String... keysAndVersions) {
        return new Documents(list(keysAndVersions).iterator());
    }

    static List<SourceDocument> list(String... keysAndVersions) {
        List<SourceDocument> documents = new ArrayList<>();
        for (String text : keysAndVersions) {
            int at = text.indexOf('@');
            documents.add(new SourceDocument(text.substring(0, at), text.substring(at + 1), 10));
        }
        return documents;
    }

    @Override
    public @Nullable SourceDocument next() {
        return documents.hasNext() ? documents.next() : null;
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
