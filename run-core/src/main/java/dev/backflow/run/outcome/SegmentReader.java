package dev.backflow.run.outcome;

import dev.backflow.run.file.Cursor;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads a segment back, one outcome at a time, in the order in which they were written. Strict: a line that is cut
 * off, of another chunk, or not as {@link SegmentWriter} writes it, is a {@link DamagedSegmentException}.
 */
public final class SegmentReader implements Cursor<DocumentOutcome> {
    private static final int INITIAL_BYTES = 64 * 1024;

    private final ChunkId chunk;
    private final String place;
    private final InputStream in;
    private final boolean withPayload;
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int start;
    private int end;
    private long line;

    private SegmentReader(RunStore store, ChunkId chunk, boolean withPayload) throws IOException {
        this.chunk = chunk;
        this.place = store.place(chunk.segment());
        this.in = store.read(chunk.segment(), 0);
        this.withPayload = withPayload;
    }

    /**
     * Starts reading at the first document.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such segment
     */
    public static SegmentReader open(RunStore store, ChunkId chunk) throws IOException {
        return new SegmentReader(store, chunk, true);
    }

    /** The same with empty payloads: quicker, and in little memory, for whoever only counts or lists. */
    public static SegmentReader openWithoutPayloads(RunStore store, ChunkId chunk) throws IOException {
        return new SegmentReader(store, chunk, false);
    }

    @Override
    public @Nullable DocumentOutcome next() throws IOException {
        var lineEnd = findLineEnd();
        if (lineEnd < 0) {
            return null;
        }
        var outcome = parse(lineEnd);
        start = lineEnd + 1;
        if (outcome.partition() != chunk.partition() || outcome.ordinal() < chunk.firstOrdinal()) {
            throw damaged("it holds document %d of partition %d".formatted(outcome.ordinal(), outcome.partition()));
        }
        return outcome;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private DocumentOutcome parse(int lineEnd) throws DamagedSegmentException {
        line++;
        try {
            return SegmentLine.read(buffer, start, lineEnd - start, withPayload);
        } catch (JacksonException e) {
            throw damaged(e.getOriginalMessage());
        } catch (IllegalArgumentException | NullPointerException | DateTimeException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /** The place of the next line feed, or -1 at the end of the file. */
    private int findLineEnd() throws IOException {
        var at = start;
        while (true) {
            for (; at < end; at++) {
                if (buffer[at] == '\n') {
                    return at;
                }
            }
            var searched = at - start;
            if (!fill()) {
                if (searched == 0) {
                    return -1;
                }
                line++;
                throw damaged("its last line is cut off");
            }
            at = start + searched;
        }
    }

    /** Reads more, after what is there; false when there is no more. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        var count = in.read(buffer, end, buffer.length - end);
        end += Math.max(count, 0);
        return count >= 0;
    }

    private DamagedSegmentException damaged(String what) {
        return new DamagedSegmentException(place, line, what);
    }
}
