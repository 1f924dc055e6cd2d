package dev.backflow.run.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A stream of values that is read once, forwards, and may fail on any of them; it holds an open file or connection
 * until it is closed. For use by one thread.
 *
 * @param <T> what is read
 */
public interface Cursor<T> extends Closeable {
    /** The next value, or null when there is none; after an exception the cursor is only good for closing. */
    @Nullable
    T next() throws IOException;
}
