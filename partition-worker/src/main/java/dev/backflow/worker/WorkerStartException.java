package dev.backflow.worker;

/** A worker process was started with settings that will not do; the message is one sentence for whoever started it. */
final class WorkerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkerStartException(String message) {
        super(message);
    }

    WorkerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
