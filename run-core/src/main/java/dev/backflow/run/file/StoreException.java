package dev.backflow.run.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A store that is reached over a network cannot be used for what was asked of it; the message says what, where and what
 * to do, in one line.
 */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why: each has an exit code of its own. */
    public enum Kind {
        /** No such bucket. */
        NOT_THERE,
        /** Whoever runs this may not do it: no credentials, expired ones, or ones without the right. */
        NOT_PERMITTED,
        /** It does not answer, or not as it should; it may do so later. */
        UNAVAILABLE
    }

    private final Kind kind;

    public StoreException(Kind kind, String what, String where, String remedy, @Nullable Throwable cause) {
        super("%s (%s). %s".formatted(what, where, remedy), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
