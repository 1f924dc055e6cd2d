package dev.backflow.run.manifest;

import dev.backflow.run.document.DocumentOrder;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.store.PendingFile;
import java.io.Closeable;
import java.io.IOException;

/** Streams a listing into a manifest, which appears when it is complete. For use by one thread. */
public final class ManifestWriter implements Closeable {
    private final PendingFile file;
    private final LineWriter lines;
    private String last = "";
    private long documents;
    private long bytes;

    ManifestWriter(PendingFile file) {
        this.file = file;
        this.lines = new LineWriter(file.out());
    }

    /**
     * Appends a document under the next ordinal.
     *
     * @throws IllegalStateException if the document does not follow the one before in {@link DocumentOrder}
     */
    public void add(SourceDocument document) throws IOException {
        if (DocumentOrder.BY_BYTES.compare(last, document.key()) >= 0) {
            throw new IllegalStateException(
                    "documents must come in order, each once: %s came after %s".formatted(document.key(), last));
        }
        lines.pinned(documents++, document);
        bytes += document.size();
        last = document.key();
    }

    /** Makes the manifest durable and gives it its name. */
    public ManifestTotals commit() throws IOException {
        lines.end();
        file.commit();
        return new ManifestTotals(documents, bytes);
    }

    /** Without a commit before: drops what was written. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
