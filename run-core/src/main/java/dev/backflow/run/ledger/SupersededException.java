package dev.backflow.run.ledger;

/** Another launcher has taken over the run: this one may change nothing more. */
public final class SupersededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SupersededException(String message) {
        super(message);
    }
}
