package dev.backflow.run.manifest;

import dev.backflow.run.document.DocumentOrder;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.file.Cursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Of a listing, what no earlier run has serviced in this version: both in the same order, read side by side. Closing it
 * closes both.
 */
public final class Pending implements Cursor<SourceDocument> {
    private final Cursor<SourceDocument> listing;
    private final Cursor<Lines.Line> index;
    private Lines.@Nullable Line serviced;
    private boolean started;
    private long alreadyServiced;

    Pending(Cursor<SourceDocument> listing, Cursor<Lines.Line> index) {
        this.listing = listing;
        this.index = index;
    }

    @Override
    public @Nullable SourceDocument next() throws IOException {
        if (!started) {
            started = true;
            serviced = index.next();
        }
        for (var document = listing.next(); document != null; document = listing.next()) {
            if (!isServiced(document)) {
                return document;
            }
            alreadyServiced++;
        }
        return null;
    }

    private boolean isServiced(SourceDocument document) throws IOException {
        while (serviced != null) {
            int order = DocumentOrder.BY_BYTES.compare(serviced.document(), document.key());
            if (order >= 0) {
                return order == 0 && serviced.version().equals(document.version());
            }
            serviced = index.next();
        }
        return false;
    }

    /** How many documents have been left out so far. */
    public long alreadyServiced() {
        return alreadyServiced;
    }

    @Override
    public void close() throws IOException {
        try (listing) {
            index.close();
        }
    }
}
