package dev.backflow.worker.step;

import dev.backflow.run.document.DocumentListing;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.FetchedDocument;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.manifest.ManifestEntry;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * The documents of one lease, read ahead from a far store while others are served: a document of a millisecond is not
 * to wait for a round trip of twenty. What is ahead is bounded in number and bytes, and goes no further than the grant.
 * Large documents are left to be streamed. Only a hook sees to it that a document is authorized before it is opened;
 * what was read for one that is then rejected is dropped unseen. A near store is used as it is. No document is handed
 * out before the store has {@linkplain DocumentStore#keep kept} it.
 *
 * <p>{@link #next()} and {@link #until} are called by the slot's thread, the rest by whichever runs a step of the hook.
 */
final class ReadAhead implements DocumentStore, Closeable {
    /** Two slots then have as many calls under way as hide a round trip of some ten milliseconds. */
    static final int MOST_DOCUMENTS = 16;

    /** For one slot, with the document that is being served. */
    static final long MOST_BYTES = 8L * 1024 * 1024;

    private static final Future<?> KEPT = CompletableFuture.completedFuture("kept");

    /** Larger ones are streamed. */
    static final long LARGEST = MOST_BYTES / 2;

    private static final int IDLE_SECONDS = 1;

    /** A document that is being, or was, kept and read ahead; without a future of its content it is not read. */
    private record Ahead(
            ManifestEntry entry, Future<?> kept, @Nullable Future<FetchedDocument> content) {
        long bytes() {
            return content == null ? 0 : entry.document().size();
        }
    }

    private final ItemReader<ManifestEntry> manifest;
    private final DocumentStore store;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private final @Nullable ThreadPoolExecutor threads;
    private volatile @Nullable Ahead present;
    private @Nullable ManifestEntry tooMuch;
    private long until;

    ReadAhead(ItemReader<ManifestEntry> manifest, DocumentStore store) {
        this.manifest = manifest;
        this.store = store;
        this.threads = store.isFar() ? threads() : null;
    }

    private static ThreadPoolExecutor threads() {
        var threads = new ThreadPoolExecutor(
                MOST_DOCUMENTS, MOST_DOCUMENTS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, "read-ahead");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Reads ahead up to, but without, that ordinal from now on. */
    void until(long ordinal) {
        until = ordinal;
    }

    /** The next document of the manifest; null after the last. The one before it is done with. */
    @Nullable
    ManifestEntry next() throws Exception {
        present = null;
        fill();
        Ahead next = ahead.poll();
        if (next == null) {
            ManifestEntry entry = read();
            if (entry == null) {
                return null;
            }
            next = new Ahead(entry, KEPT, null);
            store.keep(entry.document());
        }
        present = next;
        fill();
        get(next.kept());
        return next.entry();
    }

    private void fill() throws Exception {
        if (threads == null) {
            return;
        }
        while (ahead.size() < MOST_DOCUMENTS) {
            ManifestEntry entry = read();
            if (entry == null) {
                return;
            }
            long size = entry.document().size();
            if (entry.ordinal() >= until || (size <= LARGEST && bytes() + size > MOST_BYTES)) {
                tooMuch = entry;
                return;
            }
            ahead.add(size > LARGEST ? kept(threads, entry) : fetched(threads, entry));
        }
    }

    private Ahead kept(ThreadPoolExecutor threads, ManifestEntry entry) {
        return new Ahead(
                entry,
                threads.submit(() -> {
                    store.keep(entry.document());
                    return null;
                }),
                null);
    }

    private Ahead fetched(ThreadPoolExecutor threads, ManifestEntry entry) {
        var kept = new CompletableFuture<@Nullable Void>();
        Future<FetchedDocument> content = threads.submit(() -> {
            try {
                store.keep(entry.document());
                kept.complete(null);
            } catch (Throwable e) {
                kept.completeExceptionally(e);
                throw e;
            }
            return store.fetch(entry.document());
        });
        return new Ahead(entry, kept, content);
    }

    private @Nullable ManifestEntry read() throws Exception {
        ManifestEntry kept = tooMuch;
        tooMuch = null;
        return kept != null ? kept : manifest.read();
    }

    private long bytes() {
        Ahead now = present;
        long sum = now == null ? 0 : now.bytes();
        for (Ahead each : ahead) {
            sum += each.bytes();
        }
        return sum;
    }

    @Override
    public InputStream open(SourceDocument pinned) throws IOException {
        FetchedDocument fetched = fetched(pinned);
        return fetched == null ? store.open(pinned) : new ByteArrayInputStream(fetched.content());
    }

    @Override
    public Map<String, String> metadata(SourceDocument pinned) throws IOException {
        FetchedDocument fetched = fetched(pinned);
        return fetched == null ? store.metadata(pinned) : fetched.metadata();
    }

    /** What was read ahead; null if nothing was, and after a fault, so that each further attempt reads anew. */
    private @Nullable FetchedDocument fetched(SourceDocument pinned) throws IOException {
        Ahead now = present;
        Future<FetchedDocument> content = now == null ? null : now.content();
        if (now == null || content == null || !now.entry().document().equals(pinned)) {
            return null;
        }
        try {
            return get(content);
        } catch (IOException | RuntimeException | Error e) {
            if (content.isDone()) {
                present = new Ahead(now.entry(), KEPT, null);
            }
            throw e;
        }
    }

    private static <T> T get(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the document was read ahead");
        } catch (ExecutionException e) {
            throw fault(e);
        }
    }

    private static IOException fault(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    @Override
    public DocumentListing list() throws IOException {
        return store.list();
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
