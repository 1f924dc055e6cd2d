package dev.backflow.run.simulator;

import dev.backflow.run.ledger.RunSnapshots;
import java.util.List;

/** One run of a job under the faults of one seed, from its first launcher's start until nobody of it is left alive. */
final class Simulation {
    private final long seed;
    private final SimulatedDatabase database;
    private final RunSnapshots snapshots;
    private final boolean wallClockJumps;

    Simulation(long seed, SimulatedDatabase database, RunSnapshots snapshots, boolean wallClockJumps) {
        this.seed = seed;
        this.database = database;
        this.snapshots = snapshots;
        this.wallClockJumps = wallClockJumps;
    }

    /** What one seed has shown. */
    record Shown(int crashes, int steps, List<String> history) {}

    /** @throws Violation with the history of the run, if a promise was broken */
    Shown run(BrokenProtocol broken) {
        var dice = new Dice(seed);
        var time = new VirtualTime();
        var history = new History(time);
        Scenario scenario = Scenario.draw(dice);
        history.info("scenario", scenario.toString());
        var scheduler = new Scheduler(dice, time, history, scenario, database.transactionManager());
        var truth = new Truth(snapshots, scenario.documents().size());
        World world = World.of(scenario, dice, time, history, scheduler, truth, broken, database.ledger());
        var cluster = new Cluster(world);
        database.interruptBy(scheduler);
        snapshots.forgetAll();
        try {
            scheduler.begin(new Mischief(world, wallClockJumps ? new Dice(~seed) : null, cluster), truth::check);
            scheduler.add(new Operator(world, cluster));
            boolean goesOn = true;
            while (goesOn && !(truth.isWatching() && !truth.last().unfinished() && cluster.isEmpty())) {
                goesOn = scheduler.step();
            }
            database.interruptBy(new NoInterruption());
            new Oracle(world).check(goesOn);
        } catch (Violation | RuntimeException e) {
            throw new Violation(
                    "seed=%d, replay with -Dbackflow.simulator.seed=%d: %s%n%s"
                            .formatted(seed, seed, e.getMessage(), history),
                    e);
        }
        return new Shown(truth.crashes(), scheduler.steps(), history.lines());
    }
}
