package dev.backflow.launcher.serve;

/** Workers cannot serve this run, for a reason that another try would not change; the message is for the operator. */
public final class HopelessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HopelessException(String message) {
        super(message);
    }
}
