package dev.backflow.hook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * One document of the job's source, as it was when the run listed it. Safe for use by several threads; the streams that
 * it opens are not.
 */
public interface Document {

    /**
     * The document's name in its source: the key of an object, or the path of a file below the source folder with
     * {@code /} between its parts. Not a path to be opened: it may hold any character.
     *
     * @return never empty
     */
    String name();

    /**
     * What tells this content from any other under the same name; the same for every attempt of a run.
     *
     * @return an opaque text, never empty
     */
    String version();

    /**
     * The size of the content.
     *
     * @return bytes, 0 or more
     */
    long size();

    /**
     * What the source says about the document beside its content.
     *
     * @return never null, often empty; cannot be changed
     */
    Map<String, String> metadata();

    /**
     * Opens the content at its beginning. May be called any number of times, again in each attempt; each stream is the
     * caller's to close. Reads can be interrupted by the step's time limit between two blocks.
     *
     * @return the content as it was listed
     * @throws SourceChangedException when the document is no longer what was listed; a read of the stream may throw it
     *     too. The document is then exhausted without further attempts
     * @throws IOException when the content cannot be read
     */
    InputStream open() throws IOException;
}
