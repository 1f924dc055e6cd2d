package dev.backflow.run.simulator;

import dev.backflow.run.ledger.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mirrors {@code PartitionWorker}, with its {@code Ending}, and the exit of {@code WorkerRunner}. */
final class SimulatedWorker extends Actor {
    private final World world;
    private final long runId;
    private final int slotCount;
    private final Solitude solitude = new Solitude();
    private final List<SimulatedSlot> slots = new ArrayList<>();
    private @Nullable SimulatedHeartbeat heartbeat;
    private @Nullable WorkerEnd ending;
    private @Nullable WorkerEnd left;
    private long decidedAt;

    SimulatedWorker(World world, String name, SimulatedProcess process, long runId, int slotCount) {
        super(name, process);
        this.world = world;
        this.runId = runId;
        this.slotCount = slotCount;
        process.whenEnded(() -> slots.forEach(SimulatedSlot::cutOff));
        begin(Step.of("enters", this::enter));
    }

    long runId() {
        return runId;
    }

    Solitude solitude() {
        return solitude;
    }

    boolean isInsideALauncher() {
        return process().isLauncher();
    }

    boolean isEnding() {
        return ending != null;
    }

    /** The first reason counts. */
    void end(WorkerEnd reason) {
        if (ending == null) {
            ending = reason;
            decidedAt = world.time().now();
            world.history().info(name(), "is to end: " + reason);
        }
    }

    /** How a worker inside a launcher has left; null while it serves. */
    @Nullable
    WorkerEnd left() {
        return left;
    }

    /** Whether that partition's documents are being served, and no others in this process. */
    boolean isAloneWith(int partition) {
        return solitude.inside() == 1 && slots.stream().anyMatch(slot -> slot.isInsideWith(partition));
    }

    private @Nullable Step enter() {
        try {
            Run run = world.runs().byId(runId);
            world.workers()
                    .enter(
                            run,
                            name(),
                            "task-" + name(),
                            slotCount,
                            world.time().instant());
        } catch (RuntimeException e) {
            world.requireFaultOfTheDatabase(e);
            return leave(WorkerEnd.FAILED);
        }
        var beating = new SimulatedHeartbeat(world, this);
        heartbeat = beating;
        world.scheduler().add(beating);
        for (int i = 0; i < slotCount; i++) {
            var slot = new SimulatedSlot(world, this, i);
            slots.add(slot);
            world.scheduler().add(slot);
        }
        return new Step("ends", this::isEnding, this::waitForSlots);
    }

    private Step waitForSlots() {
        restUntil(world.time().now());
        return new Step(
                "has its slots back, or no more time",
                () -> ending == WorkerEnd.STUCK || allBack() || world.time().now() >= decidedAt + Times.GRACE,
                this::ended);
    }

    private boolean allBack() {
        return slots.stream().allMatch(Actor::hasEnded);
    }

    private @Nullable Step ended() {
        WorkerEnd end = ending == null ? WorkerEnd.FAILED : ending;
        boolean allBack = end != WorkerEnd.STUCK && allBack();
        if (heartbeat != null) {
            heartbeat.end();
        }
        if (allBack && end != WorkerEnd.REPOSITORY_LOST) {
            try {
                world.workers().leave(runId, name());
            } catch (RuntimeException e) {
                world.requireFaultOfTheDatabase(e);
            }
        }
        return leave(end);
    }

    private @Nullable Step leave(WorkerEnd end) {
        world.history().info(name(), "leaves: " + end);
        left = end;
        if (!isInsideALauncher()) {
            process().end(end.exitCode());
        }
        return null;
    }
}
