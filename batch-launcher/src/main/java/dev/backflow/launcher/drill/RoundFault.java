package dev.backflow.launcher.drill;

/** A round did not go on as it must: a launcher ended for no reason that the drill gave it, or nothing moved any more. */
final class RoundFault extends Exception {
    private static final long serialVersionUID = 1;

    RoundFault(String message) {
        super(message);
    }
}
