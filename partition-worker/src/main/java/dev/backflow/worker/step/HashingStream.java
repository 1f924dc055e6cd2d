package dev.backflow.worker.step;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Tells the SHA-256 of a content once it has been read to its end, without a second pass over it. */
final class HashingStream extends FilterInputStream {
    private static final int SKIP_BUFFER_BYTES = 8 * 1024;

    private final MessageDigest digest;
    private final long size;
    private final Consumer<String> whenComplete;
    private long read;
    private boolean told;

    /** @param size of the content: a reader that knows it may stop there, without asking for more */
    HashingStream(InputStream content, long size, Consumer<String> whenComplete) {
        super(content);
        this.size = size;
        this.whenComplete = whenComplete;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            digest.update((byte) value);
        }
        advance(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            digest.update(buffer, offset, count);
        }
        advance(count);
        return count;
    }

    /** Skipped bytes belong to the content, so they are read. */
    @Override
    public long skip(long bytes) throws IOException {
        var buffer = new byte[SKIP_BUFFER_BYTES];
        long skipped = 0;
        while (skipped < bytes) {
            int count = read(buffer, 0, (int) Math.min(buffer.length, bytes - skipped));
            if (count < 0) {
                break;
            }
            skipped += count;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public synchronized void mark(int readLimit) {}

    @Override
    public synchronized void reset() throws IOException {
        throw new IOException("a document is read forwards; open it again");
    }

    private void advance(int count) {
        read += Math.max(0, count);
        if (!told && (count < 0 || read == size)) {
            told = true;
            whenComplete.accept(HexFormat.of().formatHex(digest.digest()));
        }
    }
}
