package dev.backflow.run.simulator;

import org.jspecify.annotations.Nullable;

/** Does to processes, clocks and the database whatever the seed says, as long as there are faults left. */
final class Mischief {
    private final World world;
    private final Dice dice;
    private final @Nullable Dice wallClock;
    private final Cluster cluster;
    private int left;

    /** @param wallClock jumps of the wall clock are drawn apart, so that a run without them is otherwise the same */
    Mischief(World world, @Nullable Dice wallClock, Cluster cluster) {
        this.world = world;
        this.dice = world.dice();
        this.wallClock = wallClock;
        this.cluster = cluster;
        this.left = world.scenario().faults();
    }

    /** @return what is to happen at the database during the actor's next step; null for nothing */
    @Nullable
    Fault before(Actor actor) {
        if (wallClock != null && wallClock.permille(20)) {
            world.time().jump(wallClock.between(-90_000_000, 90_000_000));
        }
        if (left == 0
                || actor instanceof Operator
                || !dice.permille(world.scenario().faultsPermille())) {
            return null;
        }
        left--;
        SimulatedProcess process = actor.process();
        switch (dice.between(0, 15)) {
            case 0, 1, 2 -> kill(process, "between two steps");
            case 3, 4 -> kill(cluster.anyProcess(dice, process), "at any time");
            case 5 -> pause(process);
            case 6 -> pause(cluster.anyProcess(dice, process));
            case 7 -> cluster.terminate(cluster.anyProcess(dice, process));
            case 8 -> {
                long until = world.time().now() + dice.between(100, (int) Times.LEASE * 2);
                world.history().info("database", "is out of reach until " + until);
                world.scheduler().cutOffTheDatabaseUntil(until);
            }
            case 9 -> cluster.startRival();
            default -> {
                return Fault.draw(dice);
            }
        }
        return null;
    }

    void kill(SimulatedProcess process, String when) {
        world.history().info(process.name(), "is killed " + when);
        world.truth().died(process);
        process.end(SimulatedProcess.KILLED);
    }

    private void pause(SimulatedProcess process) {
        long until = world.time().now() + dice.between(200, (int) (3 * Times.LEASE));
        world.history().info(process.name(), "stands still until " + until);
        process.pauseUntil(until);
        if (process.isLauncher() && dice.percent(60)) {
            cluster.startRival();
        }
    }
}
