package dev.backflow.launcher.sandbox.aws;

/** The launcher is dead from here on. */
final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed(String where) {
        super(where);
    }
}
