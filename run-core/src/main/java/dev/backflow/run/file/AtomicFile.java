package dev.backflow.run.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.backflow.run.failpoint.Failpoint;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears whole or not at all, and survives a power cut once it has appeared: written to {@code NAME.tmp}
 * beside its place, forced to disk, renamed over {@code NAME}, and the folder forced as well.
 *
 * <p>The temporary name is fixed, so that what a crash left behind is overwritten by the next attempt and never piles
 * up; two writers of the same target at once are a fault of the caller. Not safe for use by several threads.
 */
public final class AtomicFile implements Closeable {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean committed;

    private AtomicFile(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    /**
     * Starts writing; the target, if there is one already, stays as it is until {@link #commit()}.
     *
     * @throws IOException if the temporary file cannot be written, also when the target's folder does not exist
     */
    public static AtomicFile create(Path target) throws IOException {
        var absolute = target.toAbsolutePath();
        var temporary = absolute.resolveSibling(absolute.getFileName() + ".tmp");
        // A new file, not the old one emptied: a writer that was held to be dead may still have that one open.
        Files.deleteIfExists(temporary);
        return new AtomicFile(absolute, temporary, FileChannel.open(temporary, CREATE, WRITE, TRUNCATE_EXISTING));
    }

    /** Writes the whole content at once, as {@link #create} and {@link #commit()} do. */
    public static void write(Path target, byte[] content) throws IOException {
        try (var file = create(target)) {
            file.out().write(content);
            file.commit();
        }
    }

    /** Where the content goes: buffered; closing it is not needed. */
    public OutputStream out() {
        return out;
    }

    /** Makes the content durable and gives it its name. After this, {@link #close()} does nothing. */
    public void commit() throws IOException {
        if (committed) {
            throw new IllegalStateException("already committed: " + target);
        }
        out.flush();
        channel.force(true);
        channel.close();
        Failpoint.FILE_FORCED.hit();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        committed = true;
        Failpoint.FILE_RENAMED.hit();
        forceFolder(target.resolveSibling("."));
    }

    /** Without a commit before: drops what was written, and leaves the target as it was. */
    @Override
    public void close() throws IOException {
        if (!committed) {
            try {
                channel.close();
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** Makes the names in a folder durable: a new file outlives a power cut only once its name does. */
    public static void forceFolder(Path folder) throws IOException {
        // Only Unix can open a folder to force it; elsewhere the rename itself is all there is.
        if (folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            try (var handle = FileChannel.open(folder, READ)) {
                handle.force(true);
            }
        }
    }
}
