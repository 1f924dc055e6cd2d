package dev.backflow.launcher.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a task has written to its standard output and error: one file, and a second one, {@code .1}, for what has been
 * cut off its front. The process writes the file itself, so that its last words outlive its launcher.
 */
final class TaskLog {
    private final Path file;
    private final Path older;
    private final long limit;

    /** @param limit the size, in bytes, above which {@link #trim()} cuts */
    TaskLog(Path file, long limit) {
        this.file = file;
        this.older = file.resolveSibling(file.getFileName() + ".1");
        this.limit = limit;
    }

    Path file() {
        return file;
    }

    /** Appending matters: a process that appends goes on at the new end of a file that was cut. */
    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** Cuts a file above the limit down to nothing, and keeps the last {@code limit} bytes of it. */
    synchronized void trim() {
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = log.size();
            if (size <= limit) {
                return;
            }
            try (FileChannel kept = FileChannel.open(
                    older, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                log.transferTo(size - limit, limit, kept);
            }
            log.truncate(0);
        } catch (IOException e) {
            // Cutting is a courtesy to the disk: the next call tries again, and a status must be had meanwhile.
            return;
        }
    }

    /** The text that is kept, oldest first. */
    synchronized String text() {
        try {
            String front = Files.exists(older) ? text(older) : "";
            return front + text(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The log %s cannot be read.".formatted(file), e);
        }
    }

    synchronized void delete() {
        try {
            Files.deleteIfExists(older);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The log %s cannot be deleted.".formatted(file), e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
