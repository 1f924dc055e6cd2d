package dev.backflow.run.manifest;

import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The run's pinned list of documents, in the order of their keys: JSON, one line each,
 * {@code {"ordinal":0,"document":"a/b.pdf","version":"...","size":123}}. While a run is being planned its manifest may be
 * written again, as a whole; once a partition exists it is never changed. Safe for use by several threads.
 */
public final class Manifest {
    private static final String NAME = "manifest.jsonl";
    private static final int SCAN_BYTES = 256 * 1024;

    private final RunStore store;

    public Manifest(RunStore store) {
        this.store = store;
    }

    public ManifestWriter write() throws IOException {
        return new ManifestWriter(store.replace(NAME));
    }

    /** Whether it has been written. */
    public boolean exists() throws IOException {
        return store.exists(NAME);
    }

    /** All entries. */
    public ManifestReader read() throws IOException {
        return new ManifestReader(Lines.open(store, NAME, 0), 0, ManifestReader.TO_THE_END);
    }

    /**
     * The entries from one ordinal up to, but without, another.
     *
     * @param byteOffset where the line of {@code from}, or of any document before it, begins: a partition that was split
     *     off another can keep the other's offset, at the price of reading past what lies between
     */
    public ManifestReader read(long byteOffset, long from, long end) throws IOException {
        return new ManifestReader(Lines.open(store, NAME, byteOffset), from, end);
    }

    /** Counts by reading all; the writer knows without. */
    public ManifestTotals totals() throws IOException {
        long documents = 0;
        long bytes = 0;
        try (var entries = read()) {
            for (var entry = entries.next(); entry != null; entry = entries.next()) {
                documents++;
                bytes += entry.document().size();
            }
        }
        return new ManifestTotals(documents, bytes);
    }

    /**
     * Cuts the manifest into partitions, in order, by one more pass over its bytes.
     *
     * <p>How finely to cut is known only when the last document has been written. To look for line ends then, in a file
     * that is still in the page cache, takes a small part of the time that listing took, and no memory; offsets noted
     * while writing would be one per document, or at steps that the partitions then have to fit.
     *
     * @param documentsPerPartition 1 or more, see {@link PartitionPlan}
     * @return none for an empty manifest; the last one may be smaller than the others
     */
    public List<PartitionRange> partitions(long documentsPerPartition) throws IOException {
        if (documentsPerPartition < 1) {
            throw new IllegalArgumentException("documents per partition must be 1 or more");
        }
        var cut = new Cut(documentsPerPartition);
        byte[] buffer = new byte[SCAN_BYTES];
        try (var in = store.read(NAME, 0)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                cut.scan(buffer, length);
            }
        }
        return cut.end();
    }

    /** Counts lines: within one, JSON writes a line feed as an escape. */
    private static final class Cut {
        private final long documentsPerPartition;
        private final List<PartitionRange> ranges = new ArrayList<>();
        private long position;
        private long lines;
        private long first;
        private long offset;

        Cut(long documentsPerPartition) {
            this.documentsPerPartition = documentsPerPartition;
        }

        void scan(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                if (bytes[i] == '\n' && ++lines - first == documentsPerPartition) {
                    cutBefore(position + i + 1);
                }
            }
            position += length;
        }

        private void cutBefore(long next) {
            ranges.add(new PartitionRange(ranges.size(), first, lines, offset));
            first = lines;
            offset = next;
        }

        List<PartitionRange> end() {
            if (lines > first) {
                cutBefore(position);
            }
            return ranges;
        }
    }
}
