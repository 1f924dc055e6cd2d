package dev.backflow.run.simulator;

import dev.backflow.run.ledger.Run;
import org.jspecify.annotations.Nullable;

/** Mirrors the launcher's {@code InlinePool}. */
final class PoolInside implements Pool {
    private final World world;
    private final Cluster cluster;
    private final SimulatedLauncher launcher;
    private final Run run;
    private final String name;
    private @Nullable SimulatedWorker worker;

    PoolInside(World world, Cluster cluster, SimulatedLauncher launcher, Run run) {
        this.world = world;
        this.cluster = cluster;
        this.launcher = launcher;
        this.run = run;
        this.name = "inline-" + run.epoch();
    }

    @Override
    public void start() {
        worker = cluster.startInside(launcher, name, run.id());
    }

    @Override
    public void tend() {
        WorkerEnd left = worker == null ? null : worker.left();
        if (left == null || left == WorkerEnd.OVER || left == WorkerEnd.STOPPED) {
            return;
        }
        boolean slotIsLost = left == WorkerEnd.STUCK || left == WorkerEnd.OUT_OF_MEMORY;
        if (slotIsLost) {
            free(true);
        }
        throw new Hopeless("the worker inside has left: " + left, slotIsLost);
    }

    private void free(boolean died) {
        world.partitions().free(run, name, died);
        world.truth().requireCurrent(run);
    }

    @Override
    public boolean isEmpty() {
        return worker == null || worker.left() != null;
    }

    @Override
    public void tellToEnd() {
        if (worker != null) {
            worker.end(WorkerEnd.OVER);
        }
    }

    @Override
    public void drained() {
        if (worker != null && worker.left() != null) {
            free(false);
        }
    }
}
