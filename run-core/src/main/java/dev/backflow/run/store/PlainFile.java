package dev.backflow.run.store;

import dev.backflow.run.file.AtomicFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is written under its own name, and forced once: with one name there is one folder entry to force. */
final class PlainFile implements PendingFile {
    private final Path file;
    // Not a channel: a pending interrupt would close it in the middle of a chunk.
    private final FileOutputStream out;
    private boolean committed;

    PlainFile(Path file) throws IOException {
        this.file = file;
        this.out = new FileOutputStream(file.toFile());
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void commit() throws IOException {
        out.getFD().sync();
        out.close();
        AtomicFile.forceFolder(file.resolveSibling(""));
        committed = true;
    }

    @Override
    public void close() throws IOException {
        if (!committed) {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }
}
