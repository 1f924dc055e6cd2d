package dev.backflow.run.store;

import dev.backflow.run.file.Cursor;
import dev.backflow.run.job.Location;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps the files of one run that launcher and workers share. A name is relative, with {@code /} between its parts, such
 * as {@code segments/p00003/0000000100-f2.jsonl}. Safe for use by several threads.
 */
public interface RunStore {
    /** Where all of it is. */
    Location location();

    /** Where a file is, as people and other processes name it. */
    String place(String name);

    /**
     * Starts a file that appears whole, with its commit, in place of one that may be there under that name already.
     *
     * @throws IOException if it cannot be written
     */
    PendingFile replace(String name) throws IOException;

    /**
     * Starts a file that nobody reads before the database points to it: cheaper than {@link #replace}, since before its
     * commit anything may be seen under its name, and what a crash left there is overwritten.
     *
     * @throws IOException if it cannot be written
     */
    PendingFile write(String name) throws IOException;

    /**
     * Reads a file; what comes is buffered.
     *
     * @param fromByte where to begin, from 0; at the end of the file there is nothing to read
     * @throws java.nio.file.NoSuchFileException if there is no such file; its file is the {@link #place}
     */
    InputStream read(String name, long fromByte) throws IOException;

    boolean exists(String name) throws IOException;

    /**
     * Streams the names of all files whose names begin with a prefix, such as {@code segments/}, in no order. Files may be
     * deleted meanwhile.
     */
    Cursor<String> list(String prefix) throws IOException;

    /** Removes a file; nothing happens if it does not exist. */
    void delete(String name) throws IOException;
}
