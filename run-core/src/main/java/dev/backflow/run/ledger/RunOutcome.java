package dev.backflow.run.ledger;

import java.util.Locale;

/** How a run, or its last execution, ended. Only {@link #STOPPED} and {@link #FAILED} leave the run to be resumed. */
public enum RunOutcome {
    COMPLETED,
    LIMIT_REACHED,
    STOPPED,
    FAILED,
    ABANDONED;

    /** The word used in {@code summary.json}, such as {@code limit-reached}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a run that ended so is over: its next start is a new run with a new meter. */
    public boolean isFinal() {
        return this != STOPPED && this != FAILED;
    }
}
