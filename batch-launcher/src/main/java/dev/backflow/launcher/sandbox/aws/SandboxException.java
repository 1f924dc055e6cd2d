package dev.backflow.launcher.sandbox.aws;

/** AWS could not be made to do what a run needs. Its message is for the operator: what, where, what to do. */
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the operator can do about it. */
    public enum Kind {
        /** Try later; nothing is wrong on this side. */
        UNAVAILABLE,
        /** Get a right or new credentials, then start again. */
        NOT_PERMITTED,
        /** Correct the job file, or what it names. */
        WRONG,
        /** The launcher was told to stop while it waited. */
        STOPPED
    }

    private final Kind kind;

    public SandboxException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public SandboxException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
