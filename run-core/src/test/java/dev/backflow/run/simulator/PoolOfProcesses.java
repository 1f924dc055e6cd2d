package dev.backflow.run.simulator;

import dev.backflow.run.ledger.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mirrors the launcher's {@code ProcessPool}. */
final class PoolOfProcesses implements Pool {
    private static final int MOST_DEATHS_WITHOUT_PROGRESS = 6;

    private final World world;
    private final Cluster cluster;
    private final SimulatedLauncher launcher;
    private final Run run;
    private final int size;
    private final HeartbeatReadings heartbeats = new HeartbeatReadings();
    private final Map<String, SimulatedWorker> tasks = new LinkedHashMap<>();
    private int started;
    private int deathsWithoutProgress;
    private long chunksAtLastDeath;

    PoolOfProcesses(World world, Cluster cluster, SimulatedLauncher launcher, Run run, int size) {
        this.world = world;
        this.cluster = cluster;
        this.launcher = launcher;
        this.run = run;
        this.size = size;
    }

    @Override
    public void start() {
        while (tasks.size() < size) {
            String worker = "w%d-%d".formatted(run.epoch(), ++started);
            tasks.put(worker, cluster.startWorker(worker, launcher, run.id()));
        }
    }

    @Override
    public void tend() {
        for (SimulatedWorker task : List.copyOf(tasks.values())) {
            if (!task.process().isAlive()) {
                tasks.remove(task.name());
                ended(task.name(), task.process().exitCode());
            }
        }
        for (String silent :
                heartbeats.silent(world.workers().list(run.id()), world.time().now())) {
            lapsed(silent);
        }
        start();
    }

    private void ended(String worker, int exitCode) {
        free(worker, WorkerEnd.isDeath(exitCode));
        if (WorkerEnd.isLeave(exitCode)) {
            return;
        }
        long settled = world.chunks().totals(run.id()).chunks();
        deathsWithoutProgress = settled > chunksAtLastDeath ? 1 : deathsWithoutProgress + 1;
        chunksAtLastDeath = settled;
        if (deathsWithoutProgress > MOST_DEATHS_WITHOUT_PROGRESS + size) {
            throw new Hopeless("workers end one after the other", false);
        }
    }

    private void lapsed(String worker) {
        free(worker, world.broken().has(Habit.FREES_LAPSED_WORKERS_AS_DEAD));
        SimulatedWorker task = tasks.remove(worker);
        // It does not always reach a process that stands still, or that another launcher has started.
        if (task != null && world.dice().percent(50)) {
            cluster.cancel(task);
        }
    }

    private void free(String worker, boolean died) {
        int freed = world.partitions().free(run, worker, died);
        world.truth().requireCurrent(run);
        world.history().ok(launcher.name(), "freed %d of %s%s".formatted(freed, worker, died ? ", which died" : ""));
    }

    @Override
    public boolean isEmpty() {
        tasks.values().removeIf(task -> !task.process().isAlive());
        return tasks.isEmpty();
    }

    @Override
    public void drained() {
        tasks.values().forEach(cluster::cancel);
        tasks.clear();
    }

    @Override
    public void tellToEnd() {}
}
