package dev.backflow.hook;

/**
 * Thrown by a hook when another attempt cannot help, such as for a document that is encrypted: the remaining retries are
 * left out and the document is exhausted. It has the same effect as the cause, at any depth, of another exception.
 */
public class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Gives up on the document.
     *
     * @param message why; it reaches {@link Hook#exhausted} and the ledger
     */
    public PermanentFailure(String message) {
        super(message);
    }

    /**
     * Gives up on the document because of something else.
     *
     * @param message why; it reaches {@link Hook#exhausted} and the ledger
     * @param cause what it was noticed by
     */
    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
