package dev.backflow.launcher.report;

import java.util.Locale;

/** What became of a run's sandbox. */
public enum SandboxEnd {
    /** Nothing of it is left. */
    REMOVED,
    /** That nothing is left could not be confirmed. */
    LEFT;

    /** The word in {@code summary.json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
