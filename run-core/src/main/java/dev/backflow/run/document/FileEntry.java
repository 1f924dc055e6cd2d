package dev.backflow.run.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder of the folder being listed, as it is sorted: by the bytes of its name, a folder's followed by a
 * slash. Kept small, because tens of thousands are held at a time.
 */
final class FileEntry implements Comparable<FileEntry> {
    private final byte[] sortKey;
    private final long size;
    private final long modified;
    private final long inode;

    private FileEntry(byte[] sortKey, long size, long modified, long inode) {
        this.sortKey = sortKey;
        this.size = size;
        this.modified = modified;
        this.inode = inode;
    }

    static FileEntry file(String name, FileState state) {
        return new FileEntry(name.getBytes(UTF_8), state.size(), state.modified(), state.inode());
    }

    static FileEntry folder(String name) {
        return new FileEntry((name + "/").getBytes(UTF_8), 0, 0, 0);
    }

    boolean isFolder() {
        return sortKey[sortKey.length - 1] == '/';
    }

    /** The name; a folder's ends with a slash. */
    String text() {
        return new String(sortKey, UTF_8);
    }

    SourceDocument document(String prefix) {
        return new SourceDocument(prefix + text(), FileState.version(size, modified, inode), size);
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(sortKey.length);
        out.write(sortKey);
        out.writeLong(size);
        out.writeLong(modified);
        out.writeLong(inode);
    }

    static FileEntry read(DataInput in) throws IOException {
        byte[] sortKey = new byte[in.readUnsignedShort()];
        in.readFully(sortKey);
        return new FileEntry(sortKey, in.readLong(), in.readLong(), in.readLong());
    }

    @Override
    public int compareTo(FileEntry other) {
        return Arrays.compareUnsigned(sortKey, other.sortKey);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileEntry entry && Arrays.equals(sortKey, entry.sortKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sortKey);
    }
}
