package dev.backflow.examples.text;

import dev.backflow.hook.PermanentFailure;

/** Why a document gives no text, now or at another attempt. */
abstract sealed class Unreadable extends PermanentFailure {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, Throwable cause) {
        super(message, cause);
    }

    /** It cannot be opened without a key or password. */
    static final class Encrypted extends Unreadable {
        private static final long serialVersionUID = 1L;

        Encrypted(Throwable cause) {
            super("the document is encrypted", cause);
        }
    }

    /** Its content does not follow the format that it claims to have. */
    static final class Broken extends Unreadable {
        private static final long serialVersionUID = 1L;

        Broken(String why, Throwable cause) {
            super("the document is damaged: " + why, cause);
        }
    }

    /** It has more bytes than the setting {@code max-bytes} allows. */
    static final class TooLarge extends Unreadable {
        private static final long serialVersionUID = 1L;

        TooLarge(long bytes, int limit) {
            super("the document has " + bytes + " bytes, more than max-bytes allows (" + limit + ")", null);
        }
    }
}
