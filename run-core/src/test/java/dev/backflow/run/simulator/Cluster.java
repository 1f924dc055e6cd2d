package dev.backflow.run.simulator;

import java.util.ArrayList;
import java.util.List;

/** The processes of one simulation, on two hosts, and whoever starts the job again when no launcher is left. */
final class Cluster {
    private static final List<String> HOSTS = List.of("north", "south");
    private static final int MOST_RIVALS = 3;

    private final World world;
    private final List<SimulatedLauncher> launchers = new ArrayList<>();
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private int rivals;
    private int started;

    Cluster(World world) {
        this.world = world;
    }

    /** Starts the job on a host, as an operator, or a clock, would. */
    void startLauncher() {
        String host = world.dice().oneOf(HOSTS);
        var process = new SimulatedProcess("launcher-" + ++started + "@" + host, host, null);
        var launcher = new SimulatedLauncher(world, this, process);
        launchers.add(launcher);
        world.history().info(process.name(), "is started");
        world.scheduler().add(launcher);
    }

    /** Starts it although a launcher may be alive. */
    void startRival() {
        if (rivals++ < MOST_RIVALS) {
            startLauncher();
        }
    }

    /** Another launcher that holds this host's lock file: it is alive, even when it stands still. */
    boolean hasAnotherLauncherOn(String host, SimulatedProcess asking) {
        return launchers.stream()
                .map(SimulatedLauncher::process)
                .anyMatch(process ->
                        process != asking && process.isAlive() && process.host().equals(host));
    }

    boolean hasLauncher() {
        return launchers.stream().anyMatch(launcher -> launcher.process().isAlive());
    }

    /** A worker process of a launcher. */
    SimulatedWorker startWorker(String worker, SimulatedLauncher launcher, long runId) {
        var process = new SimulatedProcess(worker, launcher.process().host(), launcher.process());
        var started = new SimulatedWorker(
                world, worker, process, runId, world.scenario().slots());
        workers.add(started);
        world.truth().started(started);
        started.restUntil(world.time().now() + world.dice().between(50, 600));
        world.scheduler().add(started);
        world.scheduler().add(new LauncherWatch(world, process));
        return started;
    }

    /** A worker inside the launcher's own process. */
    SimulatedWorker startInside(SimulatedLauncher launcher, String worker, long runId) {
        var started = new SimulatedWorker(
                world, worker, launcher.process(), runId, world.scenario().slots());
        world.truth().started(started);
        world.scheduler().add(started);
        return started;
    }

    /** What a tear-down does: on its own host no worker is left, whoever has started it. */
    void endWorkersOn(String host) {
        for (SimulatedWorker worker : workers) {
            if (worker.process().host().equals(host)) {
                cancel(worker);
            }
        }
    }

    void cancel(SimulatedWorker worker) {
        if (worker.process().isAlive()) {
            world.history().info(worker.name(), "is ended by its launcher");
            worker.process().end(SimulatedProcess.KILLED);
        }
    }

    SimulatedProcess anyProcess(Dice dice, SimulatedProcess otherwise) {
        List<SimulatedProcess> alive = alive();
        return alive.isEmpty() ? otherwise : dice.oneOf(alive);
    }

    private List<SimulatedProcess> alive() {
        List<SimulatedProcess> alive = new ArrayList<>();
        launchers.forEach(launcher -> alive.add(launcher.process()));
        workers.forEach(worker -> alive.add(worker.process()));
        alive.removeIf(process -> !process.isAlive());
        return alive;
    }

    boolean isEmpty() {
        return alive().isEmpty();
    }

    /** SIGTERM. */
    void terminate(SimulatedProcess process) {
        world.history().info(process.name(), "is told to stop");
        for (SimulatedLauncher launcher : launchers) {
            if (launcher.process() == process) {
                launcher.stop();
            }
        }
        for (SimulatedWorker worker : workers) {
            if (worker.process() == process) {
                worker.end(WorkerEnd.STOPPED);
            }
        }
    }
}
