package dev.backflow.launcher.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * At most one launcher per job on this host: an operating system's lock on a file in the job's folder, which a killed
 * process gives up without anybody's help.
 */
public final class LauncherLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private LauncherLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock if nobody has it, without waiting.
     *
     * @return null if another process, or another run in this one, has it
     */
    public static @Nullable LauncherLock tryTake(Path jobFolder) throws IOException {
        Files.createDirectories(jobFolder);
        FileChannel channel = FileChannel.open(
                jobFolder.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new LauncherLock(channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Another run in this very process: the same answer as for another process.
        }
        channel.close();
        return null;
    }

    /** Whether somebody has the lock now. Takes it for a moment when nobody has, and creates nothing. */
    public static boolean isTaken(Path jobFolder) throws IOException {
        if (Files.notExists(jobFolder.resolve("launcher.lock"))) {
            return false;
        }
        try (LauncherLock lock = tryTake(jobFolder)) {
            return lock == null;
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
