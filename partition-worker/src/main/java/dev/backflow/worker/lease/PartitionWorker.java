package dev.backflow.worker.lease;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.Leases;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.step.PartitionSteps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One worker of a run: enters it, serves partitions in several slots until the run is over, and leaves. The same in a
 * process of its own and inside the launcher.
 */
public final class PartitionWorker {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);

    private final WorkerName name;
    private final int epoch;
    private final int slots;
    private final Runs runs;
    private final Workers workers;
    private final Leases leases;
    private final PartitionSteps steps;
    private final LeaseTimes times;
    private final WorkerTerms terms;
    private final Sleeper sleeper;
    private final InstantSource clock;
    private final Ending ending;

    PartitionWorker(
            WorkerName name,
            int epoch,
            int slots,
            Runs runs,
            Workers workers,
            Leases leases,
            PartitionSteps steps,
            LeaseTimes times,
            WorkerTerms terms,
            Sleeper sleeper,
            InstantSource clock,
            Ending ending) {
        this.name = name;
        this.epoch = epoch;
        this.slots = slots;
        this.runs = runs;
        this.workers = workers;
        this.leases = leases;
        this.steps = steps;
        this.times = times;
        this.terms = terms;
        this.sleeper = sleeper;
        this.clock = clock;
        this.ending = ending;
    }

    /**
     * Serves until the run is over or the worker is told to end, then waits for its slots.
     *
     * @param grace how long slots may take to settle what they have once the end is decided
     */
    public WorkerEnd serve(long runId, Duration grace) {
        Run run = runs.byId(runId);
        if (run.epoch() != epoch) {
            LOG.warn("Worker {} was started for a launcher that has been superseded; it leaves.", name.worker());
            return WorkerEnd.OVER;
        }
        workers.enter(run, name.worker(), name.taskId(), slots, clock.instant());
        Failpoint.WORKER_ENTERED.hit();
        steps.begin(run, ending::isDecided);
        var launcher = new LauncherWatch(terms.launcherSilence());
        var load = ProcessLoad.of(slots, terms.processors());
        var heartbeat = daemon(
                "heartbeat", new Heartbeat(workers, runs, run, name.worker(), times, sleeper, load, launcher, ending));
        var idleness = new Idleness(terms.idle(), System::nanoTime);
        List<Thread> threads = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            threads.add(daemon(
                    name.worker() + "-slot-" + slot,
                    new Slot(
                            slot,
                            SlotLeases.of(leases, runId, name.worker(), slot),
                            steps::serve,
                            sleeper,
                            idleness,
                            ending)));
        }
        heartbeat.start();
        threads.forEach(Thread::start);
        WorkerEnd end = ending.await();
        boolean allBack = end != WorkerEnd.STUCK && waitFor(threads, grace);
        heartbeat.interrupt();
        // Whoever was told to stop says so even if a slot is not back: that is no death at its document.
        if ((allBack || end == WorkerEnd.STOPPED) && end != WorkerEnd.REPOSITORY_LOST) {
            leave(runId);
        }
        return end;
    }

    private void leave(long runId) {
        try {
            Failpoint.WORKER_LEAVING.hit();
            workers.leave(runId, name.worker());
            Failpoint.WORKER_LEFT.hit();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Worker {} left without a word in the books: {}", name.worker(), e.getMessage());
        }
    }

    /** Decides the end, from any thread; the first reason counts. */
    public void end(WorkerEnd reason) {
        ending.because(reason);
    }

    private static boolean waitFor(List<Thread> threads, Duration grace) {
        long until = System.nanoTime() + grace.toNanos();
        for (Thread thread : threads) {
            while (thread.isAlive() && System.nanoTime() < until) {
                join(thread, (until - System.nanoTime()) / 1_000_000);
            }
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(Math.max(1, millis));
        } catch (InterruptedException e) {
            LOG.debug("Somebody, a hook perhaps, interrupted the thread that waits for the slots.");
        }
    }

    private static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
