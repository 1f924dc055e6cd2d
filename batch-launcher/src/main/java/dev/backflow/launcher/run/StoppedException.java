package dev.backflow.launcher.run;

/** The run was stopped in good order before all was served; it is resumed by its next start. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("The run was stopped; restart resumes it.");
    }
}
