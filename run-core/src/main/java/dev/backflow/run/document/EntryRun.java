package dev.backflow.run.document;

import dev.backflow.run.file.Cursor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A sorted run of entries in a scratch file, which goes away once it is closed. */
final class EntryRun implements Cursor<FileEntry> {
    private final Path file;
    private final DataInputStream in;
    private long left;

    private EntryRun(Path file, DataInputStream in, long left) {
        this.file = file;
        this.in = in;
        this.left = left;
    }

    /** What has been written: where, and how many entries. */
    record Written(Path file, long entries) {
        EntryRun open() throws IOException {
            return new EntryRun(
                    file, new DataInputStream(new BufferedInputStream(Files.newInputStream(file))), entries);
        }
    }

    static Written write(Path file, Cursor<FileEntry> sorted) throws IOException {
        long entries = 0;
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024))) {
            for (FileEntry entry = sorted.next(); entry != null; entry = sorted.next()) {
                entry.write(out);
                entries++;
            }
        }
        return new Written(file, entries);
    }

    @Override
    public @Nullable FileEntry next() throws IOException {
        if (left == 0) {
            return null;
        }
        left--;
        return FileEntry.read(in);
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
