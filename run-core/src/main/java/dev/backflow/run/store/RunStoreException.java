package dev.backflow.run.store;

import java.io.IOException;

/** The store of a run cannot be used: not now, or not by this user. Its message is for the operator. */
public final class RunStoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean permitted;

    /** @param permitted false if the store is there but refuses this user */
    public RunStoreException(String message, boolean permitted, Throwable cause) {
        super(message, cause);
        this.permitted = permitted;
    }

    /** Whether trying later may help; without a further right nothing does. */
    public boolean isPermitted() {
        return permitted;
    }
}
