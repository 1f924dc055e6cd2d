package dev.backflow.launcher.serve;

/** A thread of the launcher is lost to a document; documents have to be served in processes. */
public final class SlotLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what happened, a clause without a full stop, for the operator */
    public SlotLostException(String what) {
        super(what);
    }
}
