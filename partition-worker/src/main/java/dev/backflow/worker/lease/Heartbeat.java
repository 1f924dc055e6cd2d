package dev.backflow.worker.lease;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.time.Sleeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps all leases of a worker alive by one statement now and then, and notices when nobody counts on it any more. */
final class Heartbeat implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Workers workers;
    private final Runs runs;
    private final Run run;
    private final String worker;
    private final LeaseTimes times;
    private final Sleeper sleeper;
    private final ProcessLoad load;
    private final LauncherWatch launcher;
    private final Ending ending;

    /** @param run as the worker has entered it */
    Heartbeat(
            Workers workers,
            Runs runs,
            Run run,
            String worker,
            LeaseTimes times,
            Sleeper sleeper,
            ProcessLoad load,
            LauncherWatch launcher,
            Ending ending) {
        this.workers = workers;
        this.runs = runs;
        this.run = run;
        this.worker = worker;
        this.times = times;
        this.sleeper = sleeper;
        this.load = load;
        this.launcher = launcher;
        this.ending = ending;
    }

    @Override
    public void run() {
        long lastBeat = System.nanoTime();
        while (!hasLeft()) {
            if (beat()) {
                lastBeat = System.nanoTime();
            } else if (System.nanoTime() - lastBeat > times.lease().toNanos()) {
                LOG.warn("The job repository has been out of reach for {}; this worker leaves.", times.lease());
                ending.because(WorkerEnd.REPOSITORY_LOST);
                return;
            }
        }
    }

    /** Pauses. A worker that has left interrupts its heart; a hook that interrupts every thread does not stop it. */
    private boolean hasLeft() {
        try {
            sleeper.sleep(times.heartbeat());
            return false;
        } catch (InterruptedException e) {
            return ending.isDecided();
        }
    }

    /** @return whether the beat was recorded, or there was nobody to record it for */
    private boolean beat() {
        try {
            Failpoint.WORKER_BEAT.hit();
            if (!workers.beat(run.id(), worker, load.read())) {
                LOG.warn("Worker {} was declared gone; it leaves.", worker);
                ending.because(WorkerEnd.OVER);
            }
            listenToTheLauncher();
            return true;
        } catch (RuntimeException e) {
            // Whatever it is: a heart that stops at it would let the leases of a living worker lapse.
            LOG.warn("A heartbeat could not be recorded: {}", e.getMessage());
            return false;
        }
    }

    private void listenToTheLauncher() {
        Run now = runs.byId(run.id());
        if (now.epoch() != run.epoch()) {
            LOG.warn("Another launcher has taken the run over; worker {} leaves.", worker);
            ending.because(WorkerEnd.OVER);
        } else if (launcher.isSilent(now.beat(), System.nanoTime())) {
            LOG.warn("The launcher has not been heard of for too long; worker {} leaves.", worker);
            ending.because(WorkerEnd.STOPPED);
        }
    }
}
