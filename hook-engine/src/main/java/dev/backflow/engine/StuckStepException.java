package dev.backflow.engine;

/**
 * Thrown out of {@link HookEngine#serve} on a thread that had been reported to {@link StuckStep} and came back after
 * all. Its document has been given up here, so nothing more is done for it.
 */
public final class StuckStepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StuckStepException(String step, String documentName) {
        super(
                "Step '%s' ignored the interrupt at its time limit (document %s). Let it end soon when its thread is interrupted."
                        .formatted(step, OneLine.of(documentName)));
    }
}
