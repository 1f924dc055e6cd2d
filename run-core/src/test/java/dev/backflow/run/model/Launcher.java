package dev.backflow.run.model;

/** Where the launcher that is in charge of the run stands between two of its transactions. */
@SuppressWarnings("EnumOrdinal") // A state is nothing but small numbers.
enum Launcher {
    /** There is none. */
    NONE,
    TAKEN_OVER,
    DEPLOYING,
    SERVING,
    STOPPING,
    DRAINING,
    DRAINING_STOPPED,
    REPORTING_COMPLETION,
    REPORTING_LIMIT,
    REPORTING_STOP;

    private static final Launcher[] ALL = values();

    static Launcher of(World world) {
        return ALL[world.get(Cells.OfRun.LAUNCHER)];
    }

    void in(World world) {
        world.set(Cells.OfRun.LAUNCHER, ordinal());
    }
}
