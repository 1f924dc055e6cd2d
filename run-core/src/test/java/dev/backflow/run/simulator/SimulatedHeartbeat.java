package dev.backflow.run.simulator;

import dev.backflow.run.ledger.WorkerLoad;
import org.jspecify.annotations.Nullable;

/** Mirrors the worker's {@code Heartbeat}. */
final class SimulatedHeartbeat extends Actor {
    private static final WorkerLoad LOAD = new WorkerLoad(0.5, 0.25);

    private final World world;
    private final SimulatedWorker worker;
    private long lastBeat;

    SimulatedHeartbeat(World world, SimulatedWorker worker) {
        super(worker.name() + "/heartbeat", worker.process());
        this.world = world;
        this.worker = worker;
        this.lastBeat = world.time().now();
        begin(asleep());
    }

    private Step asleep() {
        restUntil(world.time().now() + Times.HEARTBEAT);
        return Step.of("beats", this::beat);
    }

    private @Nullable Step beat() {
        try {
            if (!world.workers().beat(worker.runId(), worker.name(), LOAD)) {
                worker.end(WorkerEnd.OVER);
            }
            lastBeat = world.time().now();
        } catch (RuntimeException e) {
            world.requireFaultOfTheDatabase(e);
            if (world.time().now() - lastBeat > Times.LEASE) {
                worker.end(WorkerEnd.REPOSITORY_LOST);
                return null;
            }
        }
        return asleep();
    }
}
