package dev.backflow.run.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** A file of a run that is being written. For use by one thread. */
public interface PendingFile extends Closeable {
    /** Where the content goes; closing it is not needed. Whoever writes little at a time buffers it himself. */
    OutputStream out();

    /** Makes the content durable under its name. After this, {@link #close()} does nothing. */
    void commit() throws IOException;

    /** Without a commit before: drops what was written. */
    @Override
    void close() throws IOException;
}
