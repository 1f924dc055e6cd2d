package dev.backflow.worker;

import dev.backflow.worker.lease.HookExit;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.lease.ServingWorker;
import dev.backflow.worker.lease.WorkerEnd;
import dev.backflow.worker.lease.WorkerName;
import dev.backflow.worker.order.WorkOrder;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeGenerator;

/** Serves until the run is over; ends in good order on SIGTERM, and at once when a step cannot be stopped. */
final class WorkerRunner implements CommandLineRunner, ExitCodeGenerator {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerRunner.class);

    private final WorkerProperties properties;
    private final WorkOrder order;
    private final WorkerScratch scratch;
    private final LeaseTimes times;
    private final PartitionWorkers workers;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile WorkerEnd end = WorkerEnd.FAILED;

    WorkerRunner(
            WorkerProperties properties,
            WorkOrder order,
            WorkerScratch scratch,
            LeaseTimes times,
            PartitionWorkers workers) {
        this.properties = properties;
        this.order = order;
        this.scratch = scratch;
        this.times = times;
        this.workers = workers;
    }

    @Override
    public void run(String... arguments) throws InterruptedException {
        var name = new WorkerName(properties.name(), properties.taskId());
        try (ScratchFolder folder = scratch.open(order.store());
                ServingWorker serving =
                        workers.open(order, folder.path(), name, times, WorkerRunner::haltBecauseStuck)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(serving), "stop"));
            end = serving.worker().serve(order.runId(), properties.grace());
            LOG.info("Worker {} leaves: {}.", properties.name(), end);
        } finally {
            ended.countDown();
        }
    }

    @Override
    public int getExitCode() {
        return end.exitCode();
    }

    /** Runs in the JVM's shutdown, which goes on when this returns. */
    private void stop(ServingWorker serving) {
        if (ended.getCount() > 0 && HookExit.hasBegunTheShutdown()) {
            haltBecauseExited();
        }
        serving.worker().end(WorkerEnd.STOPPED);
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * As for a step that is stuck: no lease is given up, so that the launcher counts a death, and the exit code is not
     * the hook's choice.
     */
    private static void haltBecauseExited() {
        try {
            LOG.error("The hook called System.exit; this worker halts and is replaced.");
        } finally {
            Runtime.getRuntime().halt(WorkerEnd.EXITED.exitCode());
        }
    }

    /**
     * The thread is lost, and with it, sooner or later, the process: better now. The lease is not given up before, so
     * that the launcher counts this as a death at that document.
     */
    private static void haltBecauseStuck(Thread thread, String step, String document) {
        try {
            LOG.error(
                    "Step '{}' cannot be stopped at document '{}'; this worker halts and is replaced.", step, document);
        } finally {
            Runtime.getRuntime().halt(WorkerEnd.STUCK.exitCode());
        }
    }
}
