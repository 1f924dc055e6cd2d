package dev.backflow.run.document;

import dev.backflow.run.file.Cursor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks a folder depth first, each folder's entries sorted before the first is handed out. That sorts the whole: keys
 * below a folder all begin with {@code name/}, which is what the folder is sorted as among its neighbours.
 */
final class FileListing implements DocumentListing {
    /** Even deep below crowded folders, sort so many in memory rather than write tiny runs. */
    private static final int ALWAYS_IN_MEMORY = 1_000;

    private record Level(Path folder, String prefix, Cursor<FileEntry> entries, int held) {}

    private final FileProbe probe;
    private final FileNames names;
    private final Scratch scratch;
    private final int inMemory;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int held;
    private long links;
    private long specialFiles;

    FileListing(FileProbe probe, FileNames names, Path scratch, int inMemory) {
        this.probe = probe;
        this.names = names;
        this.scratch = new Scratch(scratch);
        this.inMemory = inMemory;
    }

    /** Begins at the root, which, unlike all below, may be a symbolic link: somebody has named it on purpose. */
    FileListing startAt(Path root) throws IOException {
        if (!enter(root, "")) {
            throw UnreadableSourceException.noSuchFolder(root, null);
        }
        return this;
    }

    @Override
    public @Nullable SourceDocument next() throws IOException {
        while (!levels.isEmpty()) {
            Level level = levels.getLast();
            FileEntry entry = level.entries.next();
            if (entry == null) {
                levels.removeLast();
                held -= level.held;
                level.entries.close();
            } else if (entry.isFolder()) {
                enterUnlessReplaced(level, entry.text());
            } else {
                return entry.document(level.prefix);
            }
        }
        return null;
    }

    private void enterUnlessReplaced(Level above, String name) throws IOException {
        Path folder = above.folder.resolve(name);
        // Opening a folder follows links, and much may have happened since this name was seen to be a folder.
        FileState now = look(folder);
        if (now != null && now.kind() == FileState.Kind.FOLDER) {
            enter(folder, above.prefix + name);
        }
    }

    /** False when there is no such folder (any more). */
    private boolean enter(Path folder, String prefix) throws IOException {
        int room = Math.max(inMemory - held, Math.min(inMemory, ALWAYS_IN_MEMORY));
        var sorter = new EntrySorter(scratch, room);
        // What the sorter throws is about the scratch folder, and must not be taken for news of the source.
        try (var stream = opened(folder)) {
            if (stream == null) {
                return false;
            }
            for (Path path : stream) {
                add(path, sorter);
            }
        } catch (DirectoryIteratorException e) {
            throw UnreadableSourceException.unreadable(folder, Objects.requireNonNullElse(e.getCause(), e));
        }
        var entries = sorter.sorted();
        levels.addLast(new Level(folder, prefix, entries, sorter.held()));
        held += sorter.held();
        return true;
    }

    /** Null when there is no such folder (any more). */
    @SuppressWarnings("StreamResourceLeak") // The caller closes it.
    private static @Nullable DirectoryStream<Path> opened(Path folder) {
        try {
            return Files.newDirectoryStream(folder);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return null;
        } catch (AccessDeniedException e) {
            throw UnreadableSourceException.notPermitted(folder, e);
        } catch (IOException e) {
            throw UnreadableSourceException.unreadable(folder, e);
        }
    }

    private void add(Path path, EntrySorter sorter) throws IOException {
        String name = names.decoded(path);
        FileState state = look(path);
        if (state == null) {
            return;
        }
        switch (state.kind()) {
            case FILE -> sorter.add(FileEntry.file(name, state));
            case FOLDER -> sorter.add(FileEntry.folder(name));
            case LINK -> links++;
            case SPECIAL -> specialFiles++;
        }
    }

    /** Null when the name has gone since the folder was read. */
    private @Nullable FileState look(Path path) {
        try {
            FileState state = probe.look(path);
            if (state.kind() == FileState.Kind.FILE && !state.readableByAll()) {
                path.getFileSystem().provider().checkAccess(path, AccessMode.READ);
            }
            return state;
        } catch (NoSuchFileException e) {
            return null;
        } catch (AccessDeniedException e) {
            throw UnreadableSourceException.notPermitted(path, e);
        } catch (IOException e) {
            throw UnreadableSourceException.unreadable(path, e);
        }
    }

    @Override
    public long skippedLinks() {
        return links;
    }

    @Override
    public long skippedSpecialFiles() {
        return specialFiles;
    }

    @Override
    public void close() throws IOException {
        try (scratch) {
            while (!levels.isEmpty()) {
                levels.removeLast().entries.close();
            }
        }
    }
}
