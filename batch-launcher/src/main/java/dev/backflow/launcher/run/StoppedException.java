package dev.backflow.launcher.run;

/** The run was stopped in good order before all was served; it is resumed by its next start. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** @param exitCode that of the signal */
    StoppedException(ExitCode exitCode) {
        super("The run was stopped; restart resumes it.");
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
