package dev.backflow.launcher.run;

import java.util.List;

/**
 * An expected fault that ends a command: a user's mistake, or something outside that cannot be used now. The problems
 * are what a person reads, one line each; no stack trace is printed for it.
 */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final transient List<String> problems;

    /** A fault with one problem. */
    public LaunchException(ExitCode exitCode, String problem) {
        this(exitCode, List.of(problem));
    }

    /**
     * A fault with all its problems.
     *
     * @param problems one line each, at least one
     */
    public LaunchException(ExitCode exitCode, List<String> problems) {
        super(String.join(" ", problems));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a fault needs at least one problem");
        }
        this.exitCode = exitCode;
        this.problems = List.copyOf(problems);
    }

    /** A fault with one problem and the exception that brought it to light. */
    public LaunchException(ExitCode exitCode, String problem, Throwable cause) {
        this(exitCode, List.of(problem));
        initCause(cause);
    }

    /** What the process exits with. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** All that is wrong, one line each; never empty. */
    public List<String> problems() {
        return problems;
    }
}
