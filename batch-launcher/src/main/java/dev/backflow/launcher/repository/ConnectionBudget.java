package dev.backflow.launcher.repository;

import org.jspecify.annotations.Nullable;

/**
 * How many connections a run may open: its workers and its launcher together at most 80 % of what the server gives to
 * ordinary users, so that people can still look in, and other jobs can run.
 *
 * @param serverMost connections that the server gives to ordinary users; null when nothing bounds them
 */
public record ConnectionBudget(@Nullable Integer serverMost) {
    /** The budget of a server that belongs to the launcher alone. */
    public static final ConnectionBudget UNBOUNDED = new ConnectionBudget(null);

    private static final int PERCENT = 80;

    /**
     * Looks whether a run fits in.
     *
     * @param workers worker processes at the same time
     * @param each connections of one worker at most
     * @param launcher connections of the launcher at most
     * @return what to tell the operator, one line; null if it fits
     */
    public @Nullable String problem(int workers, int each, int launcher) {
        Integer most = serverMost;
        if (most == null) {
            return null;
        }
        long needed = (long) workers * each + launcher;
        long allowed = (long) most * PERCENT / 100;
        return needed <= allowed
                ? null
                : ("%d workers with %d connections each and the launcher's %d may open %d connections, but only %d are"
                                + " allowed: %d %% of the %d that the database server gives to users. Lower workers.max or"
                                + " workers.slots, or raise max_connections of the server.")
                        .formatted(workers, each, launcher, needed, allowed, PERCENT, most);
    }
}
