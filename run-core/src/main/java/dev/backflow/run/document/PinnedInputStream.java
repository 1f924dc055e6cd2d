package dev.backflow.run.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A document's content that is checked against its pin once more when it ends, or when it is closed before. */
final class PinnedInputStream extends InputStream {
    /** Throws when the document is not the pinned one any more. */
    @FunctionalInterface
    interface Check {
        void run() throws IOException;
    }

    /** The largest array that every JVM can allocate, as the JDK's own streams assume. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private final long size;
    private final Check check;
    private long position;
    private boolean checked;
    private boolean closed;

    PinnedInputStream(InputStream in, long size, Check check) {
        this.in = in;
        this.size = size;
        this.check = check;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
            checkOnce();
        } else {
            position += count;
        }
        return count;
    }

    /** The size is known, so that a small document takes one read of its own length, and one for the end. */
    @Override
    public byte[] readAllBytes() throws IOException {
        if (size - position > LARGEST_ARRAY) {
            throw new OutOfMemoryError("a document of %d bytes does not fit into an array".formatted(size));
        }
        byte[] bytes = new byte[(int) Math.max(0, size - position)];
        int length = readNBytes(bytes, 0, bytes.length);
        byte[] beyond = super.readAllBytes();
        if (beyond.length == 0) {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
        byte[] all = Arrays.copyOf(bytes, length + beyond.length);
        System.arraycopy(beyond, 0, all, length, beyond.length);
        return all;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            in.close();
            checkOnce();
        }
    }

    private void checkOnce() throws IOException {
        if (!checked) {
            checked = true;
            check.run();
        }
    }
}
