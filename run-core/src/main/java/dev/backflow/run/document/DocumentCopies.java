package dev.backflow.run.document;

import dev.backflow.run.file.StoreException;
import dev.backflow.run.store.RunStore;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Copies of documents in the store of a run, each a content and, once that is whole, a note with its size and metadata.
 * Safe for use by several threads.
 */
final class DocumentCopies {
    private static final String NOTE = ".json";
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Below this, content and metadata come by one call where that is possible. */
    private static final long SMALL = 4L * 1024 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    /** What is noted once the content is there. */
    record Note(long size, Map<String, String> metadata) {}

    private final RunStore files;

    DocumentCopies(RunStore files) {
        this.files = files;
    }

    /**
     * Copies a document unless that is done. Content that is not the pinned one any more, or that cannot be read, is left
     * to the attempt, which meets the same.
     *
     * @throws StoreException if the copy cannot be written
     */
    void make(DocumentStore source, SourceDocument pinned) throws IOException {
        if (isMade(pinned)) {
            return;
        }
        String name = BackupName.of(pinned);
        Map<String, String> metadata;
        try (var content = reading(() -> content(source, pinned))) {
            if (content == null || !write(name, content.in())) {
                return;
            }
            metadata = content.metadata();
        }
        write(name + NOTE, new ByteArrayInputStream(JSON.writeValueAsBytes(new Note(pinned.size(), metadata))));
    }

    private boolean isMade(SourceDocument pinned) throws IOException {
        try {
            return note(pinned) != null;
        } catch (IOException e) {
            throw told(BackupName.of(pinned), e);
        }
    }

    private record Content(InputStream in, Map<String, String> metadata) implements Closeable {
        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                // It was read to its end, or is not kept.
                return;
            }
        }
    }

    private static Content content(DocumentStore source, SourceDocument pinned) throws IOException {
        if (pinned.size() > SMALL) {
            Map<String, String> metadata = source.metadata(pinned);
            return new Content(source.open(pinned), metadata);
        }
        FetchedDocument fetched = source.fetch(pinned);
        return new Content(new ByteArrayInputStream(fetched.content()), fetched.metadata());
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Reads from the source; null if it has not what was pinned, or cannot be read. */
    private static <T> @Nullable T reading(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException e) {
            if (isInterrupt(e)) {
                throw e;
            }
            return null;
        }
    }

    /** @return false if the content could not be read to its end */
    private boolean write(String name, InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (var file = files.write(name)) {
            while (true) {
                Integer length = reading(() -> content.read(buffer));
                if (length == null) {
                    return false;
                }
                if (length < 0) {
                    file.commit();
                    return true;
                }
                file.out().write(buffer, 0, length);
            }
        } catch (IOException e) {
            throw told(name, e);
        }
    }

    private IOException told(String name, IOException e) {
        if (isInterrupt(e) || e instanceof StoreException) {
            return e;
        }
        return new StoreException(
                e instanceof AccessDeniedException
                        ? StoreException.Kind.NOT_PERMITTED
                        : StoreException.Kind.UNAVAILABLE,
                "The backup of a document cannot be written, so that the document is not served: %s %s"
                        .formatted(e.getClass().getSimpleName(), e.getMessage()),
                files.place(name),
                "Make sure that it can be written and has room, then run restart.",
                e);
    }

    private static boolean isInterrupt(IOException e) {
        return e.getClass() == InterruptedIOException.class || e instanceof ClosedByInterruptException;
    }

    /** What was noted of a copy that is whole; null if there is none. */
    @Nullable
    Note note(SourceDocument pinned) throws IOException {
        try (var in = files.read(BackupName.of(pinned) + NOTE, 0)) {
            Note note = JSON.readValue(in.readAllBytes(), Note.class);
            return note.size() == pinned.size() ? note : null;
        } catch (NoSuchFileException | JacksonException e) {
            return null;
        }
    }

    /** The content of a copy that is whole. */
    InputStream open(SourceDocument pinned) throws IOException {
        return new Whole(files.read(BackupName.of(pinned), 0), pinned.size());
    }

    /** Fails at an end that comes too early: a worker that was fenced off may be writing the same copy once more. */
    private static final class Whole extends FilterInputStream {
        private long left;

        Whole(InputStream in, long size) {
            super(in);
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            left -= Math.max(0, count);
            if (count < 0 && left != 0) {
                throw new EOFException("the backup ends %d bytes before its document".formatted(left));
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            left -= skipped;
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
