package dev.backflow.launcher.sandbox;

/** A task's process could not be started; nothing of it is left. */
public final class TaskStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TaskStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
