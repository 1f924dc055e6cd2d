package dev.backflow.worker.step;

import dev.backflow.hook.Document;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.document.UnreadableSourceException;
import java.io.FilterInputStream;
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
        } catch (UnreadableSourceException e) {
            throw noted(e);
        }
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return new HashingStream(new Watched(store.open(pinned)), pinned.size(), hash -> sha256 = hash);
        } catch (UnreadableSourceException e) {
            throw noted(e);
        }
    }

    private UnreadableSourceException noted(UnreadableSourceException e) {
        fault = e;
        return e;
    }

    /** The source can also go away while it is being read. */
    private final class Watched extends FilterInputStream {
        Watched(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (UnreadableSourceException e) {
                throw noted(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (UnreadableSourceException e) {
                throw noted(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } catch (UnreadableSourceException e) {
                throw noted(e);
            }
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
