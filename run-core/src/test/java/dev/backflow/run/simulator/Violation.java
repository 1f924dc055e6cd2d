package dev.backflow.run.simulator;

/** The protocol, or the loop that a simulated actor mirrors, broke a promise. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    Violation(String what, Throwable cause) {
        super(what, cause);
    }
}
