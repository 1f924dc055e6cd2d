package dev.backflow.launcher.drill;

import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Deals the blows of a round, one after the other, each when what it waits for has come. For one thread. */
final class Blows {
    /** A run that does not move for so long has stopped for ever, even on a machine that is very busy. */
    private static final Duration STANDSTILL = Duration.ofMinutes(3);

    /** How long a worker that may be killed is waited for before the launcher is killed in its place. */
    private static final Duration WORKER_WITHIN = Duration.ofSeconds(6);

    private static final Duration PAUSE = Duration.ofMillis(LauncherStart.LEASE_MILLIS + 1_500);

    private final Lives lives;
    private final RoundFolder folder;
    private final DrillDatabase database;
    private final Suspicion suspicion;
    private final int workers;
    private final Sleeper sleeper;
    private final KillCount count = new KillCount();

    Blows(Lives lives, RoundFolder folder, DrillDatabase database, Suspicion suspicion, int workers, Sleeper sleeper) {
        this.lives = lives;
        this.folder = folder;
        this.database = database;
        this.suspicion = suspicion;
        this.workers = workers;
        this.sleeper = sleeper;
    }

    KillCount count() {
        return count;
    }

    /** @throws RoundFault if the run stood still, or a launcher ended as it must not */
    void deal(List<Strike> strikes) throws IOException, InterruptedException, RoundFault {
        for (Strike strike : strikes) {
            if (!comes(strike)) {
                if (lives.isOver()) {
                    return;
                }
                throw new RoundFault("Nothing has moved for %s: waited for %s.".formatted(STANDSTILL, strike));
            }
            deal(strike);
        }
    }

    /** Lets the run go to its end, undisturbed. */
    void end() throws IOException, InterruptedException, RoundFault {
        lives.await(() -> false, STANDSTILL);
        if (!lives.isOver()) {
            throw new RoundFault("The run has not ended within %s although nothing was killed.".formatted(STANDSTILL));
        }
    }

    private boolean comes(Strike strike) throws IOException, InterruptedException, RoundFault {
        return switch (strike.trigger()) {
            case CALLS -> {
                long calls = folder.callCount() + strike.amount();
                yield lives.await(() -> folder.callCount() >= calls, STANDSTILL);
            }
            case AFTER_START -> lives.await(() -> lives.age().toMillis() >= strike.amount(), STANDSTILL);
            case TEARDOWN -> lives.await(() -> lives.moment().compareTo(Moment.TEARDOWN) >= 0, STANDSTILL);
        };
    }

    private void deal(Strike strike) throws IOException, InterruptedException, RoundFault {
        switch (strike.target()) {
            case LAUNCHER -> launcher();
            case WORKER -> worker(strike);
            case PAUSE -> pause(strike);
            case DATABASE -> database(strike);
        }
    }

    private void launcher() {
        Moment moment = lives.moment();
        if (lives.killLauncher()) {
            count.add(Target.LAUNCHER, moment);
        }
    }

    /**
     * When all workers are there, the launcher has recorded the death of every one before: a chunk's suspicion can be
     * read.
     */
    private void worker(Strike strike) throws IOException, InterruptedException, RoundFault {
        if (!lives.await(() -> lives.workers().size() >= workers && !suspicion.isPossible(), WORKER_WITHIN)) {
            if (!lives.isOver()) {
                launcher();
            }
            return;
        }
        List<ProcessHandle> alive = lives.busyWorkers();
        if (!alive.isEmpty()) {
            Moment moment = lives.moment();
            Processes.kill(alive.get(strike.chance() % alive.size()));
            count.add(Target.WORKER, moment);
        }
    }

    private void pause(Strike strike) throws IOException, InterruptedException {
        List<ProcessHandle> alive = lives.busyWorkers();
        // One goes on, so that there is progress to wait for.
        if (alive.size() > 1) {
            Moment moment = lives.moment();
            lives.pause(alive.get(strike.chance() % alive.size()), PAUSE);
            count.add(Target.PAUSE, moment);
        }
    }

    private void database(Strike strike) throws IOException, InterruptedException {
        Moment moment = lives.moment();
        lives.databaseIsKilled();
        database.kill();
        count.add(Target.DATABASE, moment);
        sleeper.sleep(Duration.ofMillis(strike.chance()));
        database.start();
    }
}
