package dev.backflow.worker.lease;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.WorkerLoad;
import dev.backflow.run.ledger.Workers;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps all leases of a worker alive by one statement now and then, and notices when nobody counts on it any more. */
final class Heartbeat implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Workers workers;
    private final long runId;
    private final String worker;
    private final LeaseTimes times;
    private final Sleeper sleeper;
    private final Ending ending;

    Heartbeat(Workers workers, long runId, String worker, LeaseTimes times, Sleeper sleeper, Ending ending) {
        this.workers = workers;
        this.runId = runId;
        this.worker = worker;
        this.times = times;
        this.sleeper = sleeper;
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
            if (!workers.beat(runId, worker, load())) {
                LOG.warn("Worker {} was declared gone; it leaves.", worker);
                ending.because(WorkerEnd.OVER);
            }
            return true;
        } catch (RuntimeException e) {
            // Whatever it is: a heart that stops at it would let the leases of a living worker lapse.
            LOG.warn("A heartbeat could not be recorded: {}", e.getMessage());
            return false;
        }
    }

    private static WorkerLoad load() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        double cpu = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
        if (machine instanceof com.sun.management.OperatingSystemMXBean detailed) {
            cpu = detailed.getProcessCpuLoad();
        }
        return new WorkerLoad(
                cpu, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
}
