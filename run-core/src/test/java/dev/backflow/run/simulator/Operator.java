package dev.backflow.run.simulator;

/** Starts the job again, some time after its launcher has ended, as long as its run is unfinished. */
final class Operator extends Actor {
    private final World world;
    private final Cluster cluster;

    Operator(World world, Cluster cluster) {
        super("operator", new SimulatedProcess("operator", "elsewhere", null));
        this.world = world;
        this.cluster = cluster;
        begin(Step.of("starts the job", this::start));
    }

    private Step start() {
        cluster.startLauncher();
        return new Step("sees that no launcher is left", () -> !cluster.hasLauncher(), this::again);
    }

    private Step again() {
        restUntil(world.time().now() + world.dice().between(100, 2_000));
        return Step.of("starts the job again", this::start);
    }
}
