package dev.backflow.launcher.serve;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds the end of what was written, and a second one, {@code .1}, with what was written before: whatever is
 * written, the two together never take more than twice the limit. Safe for use by several threads.
 */
final class BoundedLog extends OutputStream {
    private final Path file;
    private final Path older;
    private final long limit;
    private @Nullable OutputStream out;
    private long size;

    /**
     * @param file made anew, with its folder, but not before the first byte
     * @param limit in bytes, 1 or more
     */
    BoundedLog(Path file, long limit) {
        this.file = file;
        this.older = file.resolveSibling(file.getFileName() + ".1");
        this.limit = limit;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            OutputStream open = open();
            int part = (int) Math.min(left, limit - size);
            open.write(bytes, at, part);
            size += part;
            at += part;
            left -= part;
        }
    }

    private OutputStream open() throws IOException {
        if (out != null && size >= limit) {
            out.close();
            out = null;
            Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
            size = 0;
        }
        if (out == null) {
            Files.createDirectories(file.resolveSibling(""));
            // Not a channel: a thread that a hook has interrupted would close it for all others.
            out = new FileOutputStream(file.toFile());
        }
        return out;
    }

    @Override
    public synchronized void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
