package dev.backflow.worker.step;

import dev.backflow.hook.Document;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.document.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document as the hook sees it: the pinned content of the store, hashed on the way. */
final class StoredDocument implements Document {
    private final DocumentStore store;
    private final SourceDocument pinned;
    private volatile @Nullable String sha256;
    private volatile @Nullable UnreadableSourceException fault;

    StoredDocument(DocumentStore store, SourceDocument pinned) {
        this.store = store;
        this.pinned = pinned;
    }

    @Override
    public String name() {
        return pinned.key();
    }

    @Override
    public String version() {
        return pinned.version();
    }

    @Override
    public long size() {
        return pinned.size();
    }

    @Override
    public Map<String, String> metadata() {
        try {
            return store.metadata(pinned);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return new HashingStream(store.open(pinned), pinned.size(), hash -> sha256 = hash);
        } catch (UnreadableSourceException e) {
            fault = e;
            throw e;
        }
    }

    /** The fault of the store, not of the document, that an attempt has met; null when there was none. */
    @Nullable
    UnreadableSourceException fault() {
        return fault;
    }

    /** SHA-256 of the content in hex, once some attempt has read it to its end; null before that. */
    @Nullable
    String sha256() {
        return sha256;
    }
}
