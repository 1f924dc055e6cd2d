package dev.backflow.engine.testkit;

/** The failure that a test asked for. */
public final class InjectedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InjectedFailure(String step) {
        super("the test lets step '%s' fail".formatted(step));
    }
}
