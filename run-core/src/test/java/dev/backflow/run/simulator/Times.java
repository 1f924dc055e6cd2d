package dev.backflow.run.simulator;

/**
 * Times in milliseconds of the virtual clock. They keep the order of the real ones ({@code LeaseTimes},
 * {@code Slot}, {@code ServePhase}, {@code RunHeartbeat}, {@code RunChoice}) but lie closer together, so that a run
 * takes hundreds of steps and not thousands.
 */
final class Times {
    static final long HEARTBEAT = 1_000;
    static final long LEASE = 3_500;
    static final long SHORTEST_WAIT = 200;
    static final long LONGEST_WAIT = 1_600;
    static final long POLL = 500;
    static final long LAUNCHER_BEAT = 800;
    static final long SILENCE = 3_000;
    static final long GLANCE = 700;
    static final long GRACE = 2_500;
    static final long DRAIN = 3_000;

    private Times() {}
}
