package dev.backflow.run.simulator;

/** Ends a simulated process in the middle of what it does: an error, so that nothing of it is carried out any more. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}
