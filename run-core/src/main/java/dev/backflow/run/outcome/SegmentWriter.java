package dev.backflow.run.outcome;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.store.PendingFile;
import dev.backflow.run.store.RunStore;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the segment of one chunk: one line per document, in the order in which they finish. It must be
 * {@linkplain #commit() committed} before the database transaction that points to it; until then nobody reads it, and
 * what a crash left under the same name is overwritten. For use by one thread.
 */
public final class SegmentWriter implements Closeable {
    private static final int FLUSH_BYTES = 64 * 1024;

    private final ChunkId chunk;
    private final PendingFile file;
    private final JsonBuffer buffer = new JsonBuffer();

    private SegmentWriter(ChunkId chunk, PendingFile file) {
        this.chunk = chunk;
        this.file = file;
    }

    /** Starts the segment, empty. */
    public static SegmentWriter create(RunStore store, ChunkId chunk) throws IOException {
        return new SegmentWriter(chunk, store.write(chunk.segment()));
    }

    /**
     * Adds one document.
     *
     * @throws IllegalArgumentException if the outcome is of another partition, or from before the chunk
     */
    public void append(DocumentOutcome outcome) throws IOException {
        if (outcome.partition() != chunk.partition() || outcome.ordinal() < chunk.firstOrdinal()) {
            throw new IllegalArgumentException("document %d of partition %d does not belong to %s"
                    .formatted(outcome.ordinal(), outcome.partition(), chunk));
        }
        SegmentLine.write(buffer.json(), outcome);
        buffer.endLine();
        if (buffer.size() >= FLUSH_BYTES) {
            buffer.drainTo(file.out());
        }
    }

    /** Makes the segment durable; from here on the database may point to it. */
    public void commit() throws IOException {
        buffer.drainTo(file.out());
        Failpoint.SEGMENT_MID.hit();
        file.commit();
    }

    /** Without a commit before: removes the segment, so that an abandoned chunk leaves nothing. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
