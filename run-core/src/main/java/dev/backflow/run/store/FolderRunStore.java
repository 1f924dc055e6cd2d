package dev.backflow.run.store;

import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.file.Cursor;
import dev.backflow.run.job.Folder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps the files of a run in a folder of this machine. */
public final class FolderRunStore implements RunStore {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Folder folder;

    /** @param folder must exist before something is written */
    public FolderRunStore(Path folder) {
        this.folder = new Folder(folder.toAbsolutePath());
    }

    @Override
    public Folder location() {
        return folder;
    }

    @Override
    public String place(String name) {
        return path(name).toString();
    }

    @Override
    public PendingFile replace(String name) throws IOException {
        return new ReplacingFile(AtomicFile.create(path(name)));
    }

    @Override
    public PendingFile write(String name) throws IOException {
        Path file = path(name);
        makeFolders(file.resolveSibling("").normalize());
        return new PlainFile(file);
    }

    /** A new folder outlives a power cut only once those above it have its name. */
    private void makeFolders(Path parent) throws IOException {
        if (Files.notExists(parent)) {
            Files.createDirectories(parent);
            for (Path made = parent; !made.equals(folder.path()); ) {
                made = made.resolveSibling("").normalize();
                AtomicFile.forceFolder(made);
            }
        }
    }

    @Override
    public InputStream read(String name, long fromByte) throws IOException {
        var channel = FileChannel.open(path(name), StandardOpenOption.READ);
        try {
            channel.position(fromByte);
            return new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(path(name));
    }

    @Override
    public Cursor<String> list(String prefix) throws IOException {
        return new FolderFiles(folder.path(), prefix);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    private Path path(String name) {
        return folder.path().resolve(name);
    }

    private record ReplacingFile(AtomicFile file) implements PendingFile {
        @Override
        public OutputStream out() {
            return file.out();
        }

        @Override
        public void commit() throws IOException {
            file.commit();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
