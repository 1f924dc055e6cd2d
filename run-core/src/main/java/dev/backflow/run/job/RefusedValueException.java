package dev.backflow.run.job;

/** A value that its key does not take; the message is the remedy, in full sentences. */
final class RefusedValueException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedValueException(String remedy) {
        super(remedy);
    }

    String remedy() {
        return String.valueOf(getMessage());
    }
}
