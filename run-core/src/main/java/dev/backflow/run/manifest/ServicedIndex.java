package dev.backflow.run.manifest;

import dev.backflow.run.document.DocumentOrder;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.file.Cursor;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a job have serviced: a file {@code serviced-N.jsonl} per run that added to it, each complete, of lines
 * {@code {"document":"a/b.pdf","version":"..."}} in the order of the keys.
 *
 * <p>Run N reads the newest index of a run before it, so that it can be planned, and its own index written, again and
 * again with the same outcome. Documents that have vanished from the source stay: a line is cheap, and a file that is
 * restored as it was is not served twice.
 */
public final class ServicedIndex {
    private static final Pattern NAME = Pattern.compile("serviced-(\\d{1,18})\\.jsonl");

    private final RunStore store;

    /** @param store of the job, not of one of its runs */
    public ServicedIndex(RunStore store) {
        this.store = store;
    }

    /**
     * Of a listing, the documents that run N has to do: those which no run before it has serviced, or in another version.
     *
     * @param listing in {@link DocumentOrder}; closed together with the answer, and also when this throws
     */
    public Pending pending(long run, Cursor<SourceDocument> listing) throws IOException {
        try {
            return new Pending(listing, before(run));
        } catch (IOException | RuntimeException e) {
            listing.close();
            throw e;
        }
    }

    /**
     * Adds what run N has serviced, over what was known of the same documents; does nothing if that is nothing. What is
     * older than the index that this one was made from is removed, as no run will read it again.
     *
     * @param serviced in {@link DocumentOrder}, each document once; not closed
     */
    public void extend(long run, Cursor<SourceDocument> serviced) throws IOException {
        var first = serviced.next();
        if (first == null) {
            return;
        }
        try (var old = before(run);
                var file = store.replace("serviced-%d.jsonl".formatted(run))) {
            var lines = new LineWriter(file.out());
            merge(old, first, serviced, lines);
            lines.end();
            file.commit();
        }
        Failpoint.INDEX_WRITTEN.hit();
        removeBefore(existing().lowerKey(run));
    }

    private static void merge(
            Cursor<Lines.Line> old, SourceDocument first, Cursor<SourceDocument> serviced, LineWriter lines)
            throws IOException {
        var line = old.next();
        String last = "";
        for (SourceDocument document = first; document != null; document = serviced.next()) {
            if (DocumentOrder.BY_BYTES.compare(last, document.key()) >= 0) {
                throw new IllegalStateException("serviced documents must come in order, each once: %s came after %s"
                        .formatted(document.key(), last));
            }
            last = document.key();
            int order = -1;
            while (line != null && (order = DocumentOrder.BY_BYTES.compare(line.document(), last)) < 0) {
                lines.serviced(line.document(), line.version());
                line = old.next();
            }
            if (line != null && order == 0) {
                line = old.next();
            }
            lines.serviced(last, document.version());
        }
        for (; line != null; line = old.next()) {
            lines.serviced(line.document(), line.version());
        }
    }

    /** The newest run that has serviced something; 0 if there is none. */
    public long newest() throws IOException {
        var all = existing();
        return all.isEmpty() ? 0 : all.lastKey();
    }

    private Cursor<Lines.Line> before(long run) throws IOException {
        var newest = existing().lowerEntry(run);
        return newest == null ? new Nothing() : IndexLines.open(store, newest.getValue());
    }

    private void removeBefore(@Nullable Long run) throws IOException {
        if (run != null) {
            for (String index : existing().headMap(run).values()) {
                store.delete(index);
            }
        }
    }

    private NavigableMap<Long, String> existing() throws IOException {
        var indexes = new TreeMap<Long, String>();
        try (var files = store.list("serviced-")) {
            for (String file = files.next(); file != null; file = files.next()) {
                var name = NAME.matcher(file);
                if (name.matches()) {
                    indexes.put(Long.valueOf(name.group(1)), file);
                }
            }
        }
        return indexes;
    }

    /** What there is before the first run. */
    private static final class Nothing implements Cursor<Lines.Line> {
        @Override
        public Lines.@Nullable Line next() {
            return null;
        }

        @Override
        public void close() {}
    }
}
