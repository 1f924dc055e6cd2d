package dev.backflow.launcher.serve;

/** A thread of the launcher is lost to a step that cannot be stopped; documents have to be served in processes. */
public final class SlotLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SlotLostException() {
        super("A step cannot be stopped.");
    }
}
