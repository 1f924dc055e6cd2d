package dev.backflow.run.store;

import dev.backflow.run.file.Cursor;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Names of files below a folder that begin with a prefix, with one open folder for each level of depth; what vanishes is left out. */
final class FolderFiles implements Cursor<String> {
    private record Level(DirectoryStream<Path> stream, Iterator<Path> entries) {}

    private final Path root;
    private final String prefix;
    private final Deque<Level> levels = new ArrayDeque<>();

    FolderFiles(Path root, String prefix) throws IOException {
        this.root = root;
        this.prefix = prefix;
        enter(root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)));
    }

    @Override
    public @Nullable String next() throws IOException {
        for (Level level = levels.peek(); level != null; level = levels.peek()) {
            Path entry = entry(level);
            if (entry == null) {
                levels.pop().stream().close();
                continue;
            }
            String name = root.relativize(entry).toString().replace('\\', '/');
            if (name.startsWith(prefix)) {
                if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    return name;
                }
                enter(entry);
            }
        }
        return null;
    }

    private static @Nullable Path entry(Level level) throws IOException {
        try {
            return level.entries().hasNext() ? level.entries().next() : null;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("StreamResourceLeak") // Closed with its level.
    private void enter(Path folder) throws IOException {
        DirectoryStream<Path> stream;
        try {
            stream = Files.newDirectoryStream(folder);
        } catch (NoSuchFileException e) {
            // It was removed between two looks, or was never made.
            return;
        }
        levels.push(new Level(stream, stream.iterator()));
    }

    @Override
    public void close() throws IOException {
        for (Level level : levels) {
            level.stream().close();
        }
        levels.clear();
    }
}
