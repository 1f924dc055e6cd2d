package dev.backflow.run.simulator;

/** Mirrors the watch on standard input in {@code Worker}: a worker process halts when its launcher is gone. */
final class LauncherWatch extends Actor {
    LauncherWatch(World world, SimulatedProcess process) {
        super(process.name() + "/launcher-watch", process);
        // Now and then the news takes long, as from another host.
        long delay = world.dice().percent(20) ? 2 * Times.LEASE : 30;
        begin(new Step("sees that its launcher is gone", process::isOrphan, () -> {
            restUntil(world.time().now() + world.dice().between(0, (int) delay));
            return Step.of("halts", () -> {
                process.end(SimulatedProcess.KILLED);
                return null;
            });
        }));
    }
}
