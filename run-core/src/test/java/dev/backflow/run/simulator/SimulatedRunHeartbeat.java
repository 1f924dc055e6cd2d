package dev.backflow.run.simulator;

import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.SupersededException;

/** Mirrors the launcher's {@code RunHeartbeat}. */
final class SimulatedRunHeartbeat extends Actor {
    private final World world;
    private final SimulatedLauncher launcher;
    private final Run run;

    SimulatedRunHeartbeat(World world, SimulatedLauncher launcher, Run run) {
        super(launcher.name() + "/heartbeat", launcher.process());
        this.world = world;
        this.launcher = launcher;
        this.run = run;
        begin(Step.of("beats", this::beat));
    }

    private Step beat() {
        try {
            world.runs().beat(run);
            world.truth().requireCurrent(run);
        } catch (SupersededException e) {
            launcher.stop();
        } catch (RuntimeException e) {
            world.requireFaultOfTheDatabase(e);
        }
        restUntil(world.time().now() + Times.LAUNCHER_BEAT);
        return Step.of("beats", this::beat);
    }
}
