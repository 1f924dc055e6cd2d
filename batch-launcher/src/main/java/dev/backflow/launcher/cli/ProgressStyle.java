package dev.backflow.launcher.cli;

import java.util.Map;

/** How progress is shown while a run goes on. */
enum ProgressStyle {
    /** A live line on a terminal, plain lines elsewhere. */
    AUTO,
    /** One live line, redrawn in place. */
    BAR,
    /** A line every few seconds and at each change of phase. */
    PLAIN,
    /** No progress; failures are shown all the same. */
    NONE;

    /**
     * What {@link #AUTO} comes down to; every other style is itself.
     *
     * @param environment the environment variables: {@code CI}, {@code NO_COLOR} and {@code TERM} count
     * @param terminal whether a terminal shows the progress
     */
    ProgressStyle in(Map<String, String> environment, boolean terminal) {
        if (this != AUTO) {
            return this;
        }
        var term = environment.getOrDefault("TERM", "dumb");
        var live = terminal
                && isUnset(environment, "CI")
                && isUnset(environment, "NO_COLOR")
                && !term.isEmpty()
                && !term.equals("dumb");
        return live ? BAR : PLAIN;
    }

    private static boolean isUnset(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").isEmpty();
    }
}
