package dev.backflow.run.result;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.outcome.ChunkId;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes the results of one chunk, file after file, where nobody looks for results, until a rename shows each whole
 * under its name. For use by one thread.
 *
 * <p>All staged files of a run are in one folder below the results folder, and not beside their targets, so that
 * {@link #sweep} finds what killed workers left without walking through all results. A name there belongs to whoever
 * creates the file: a worker that was fenced off and its successor may publish the same chunk at the same time, and
 * must not write into each other's file.
 *
 * <p>Folders are made only when one turns out to be missing: asking for each result whether its folder is there would
 * cost as much as the rename.
 */
final class Staging implements Closeable {
    /** A bare {@code ~} is in no result's name but before a hash. */
    static final String FOLDER = ".~backflow";

    private final Path folder;
    private final String prefix;
    private int number;
    private Path file;
    private boolean pending;

    Staging(String job, Path results, ChunkId chunk) {
        this.folder = folder(job, results, chunk.run());
        this.prefix = "p%d-%d-f%d-".formatted(chunk.partition(), chunk.firstOrdinal(), chunk.fence());
        this.file = folder.resolve(prefix + number);
    }

    /** Begins the next file; it must be closed before it is published. */
    OutputStream open() throws IOException {
        while (true) {
            try {
                return create();
            } catch (NoSuchFileException e) {
                makeFolder();
            }
        }
    }

    private void makeFolder() throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (NoSuchFileException e) {
            // A probe of the file system has just removed what was empty.
        }
    }

    private OutputStream create() throws IOException {
        while (true) {
            try {
                var out = Files.newOutputStream(file, CREATE_NEW, WRITE);
                pending = true;
                return out;
            } catch (FileAlreadyExistsException e) {
                number++;
                file = folder.resolve(prefix + number);
            }
        }
    }

    /** Forces the file to disk before it is published. */
    void force() throws IOException {
        try (var channel = FileChannel.open(file, WRITE)) {
            channel.force(true);
        }
    }

    /** Shows the file under its name, in place of an older one. */
    void publish(Path target) throws IOException {
        Failpoint.RESULT_STAGED.hit();
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(target.resolveSibling(""));
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
        pending = false;
        Failpoint.RESULT_RENAMED.hit();
    }

    /** Removes the file that was begun and not published, if there is one. */
    @Override
    public void close() throws IOException {
        if (pending) {
            Files.deleteIfExists(file);
        }
    }

    /** Removes whatever was staged for a run and never published; nobody may be publishing for it any more. */
    static void sweep(String job, Path results, int run) throws IOException {
        var folder = folder(job, results, run);
        clear(folder);
        removeIfEmpty(folder);
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    clear(file);
                }
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever staged, or all of it is gone.
        }
    }

    /** Whoever else still has a file in it, such as another job with the same results folder, removes it later. */
    static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
            Files.deleteIfExists(folder.resolveSibling(""));
        } catch (DirectoryNotEmptyException e) {
            // As above.
        }
    }

    /** Where a run stages its results. */
    static Path folder(String job, Path results, int run) {
        return results.resolve(FOLDER).resolve(job + "-" + run);
    }
}
