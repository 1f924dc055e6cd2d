package dev.backflow.engine;

/** A value in a payload is not plain data. Gathers the path to it on its way up. */
final class NotPlainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String fault;

    NotPlainException(String fault) {
        this("", fault);
    }

    private NotPlainException(String path, String fault) {
        super(path + ": " + fault, null, false, false);
        this.path = path;
        this.fault = fault;
    }

    /** The same fault, seen from one level further out. */
    NotPlainException under(String part) {
        return new NotPlainException(part + path, fault);
    }
}
