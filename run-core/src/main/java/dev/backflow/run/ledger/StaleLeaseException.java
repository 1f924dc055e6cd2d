package dev.backflow.run.ledger;

/** The lease is no longer its holder's: whatever was done under it since the last settle is dropped. */
public final class StaleLeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleLeaseException(String message) {
        super(message);
    }
}
