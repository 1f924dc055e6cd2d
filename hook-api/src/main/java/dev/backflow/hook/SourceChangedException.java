package dev.backflow.hook;

import java.io.IOException;

/**
 * The document in the source is no longer the one that was listed: replaced, changed or deleted. Another attempt cannot
 * help, so none follows, and the failure has the type {@link Failure#SOURCE_CHANGED}. A hook lets it pass.
 */
public final class SourceChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what differs.
     *
     * @param message which document, what was listed and what was found
     */
    public SourceChangedException(String message) {
        super(message);
    }

    /**
     * Says what differs, and how it was noticed.
     *
     * @param message which document, what was listed and what was found
     * @param cause what the read failed with
     */
    public SourceChangedException(String message, Throwable cause) {
        super(message, cause);
    }
}
