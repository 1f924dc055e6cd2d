package dev.backflow.launcher.serve;

import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Patience;
import dev.backflow.run.ledger.Run;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.lease.ServingWorker;
import dev.backflow.worker.lease.WorkerEnd;
import dev.backflow.worker.lease.WorkerName;
import dev.backflow.worker.order.WorkOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One worker inside the launcher's own JVM: the quickest way to serve few documents. */
public final class InlinePool implements WorkerPool {
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Nobody but this launcher gives its leases to others, so that it bears with the database as long as the launcher. */
    private static final LeaseTimes TIMES =
            new LeaseTimes(LeaseTimes.DEFAULT.heartbeat(), Patience.LONGEST.multipliedBy(2));

    private final Run run;
    private final WorkOrder order;
    private final PartitionWorkers workers;
    private final Partitions partitions;
    private final WorkerName name;
    private final CompletableFuture<WorkerEnd> end = new CompletableFuture<>();
    private final Path log;
    private final Path scratch;
    private @Nullable HookOutput output;
    private @Nullable ServingWorker serving;

    /** @param folder of the run, on this machine: its log and what need not outlive it go there */
    public InlinePool(Run run, WorkOrder order, Path folder, PartitionWorkers workers, Partitions partitions) {
        this.run = run;
        this.order = order;
        this.workers = workers;
        this.partitions = partitions;
        this.name = new WorkerName("inline-" + run.epoch(), "launcher");
        this.log = folder.resolve("logs").resolve(name.worker() + ".log");
        this.scratch = folder.resolve("scratch");
    }

    @Override
    public void start() {
        output = HookOutput.into(log);
        ServingWorker opened = workers.open(order, scratch, name, TIMES, this::stuck);
        serving = opened;
        var thread = new Thread(
                () -> {
                    try {
                        end.complete(opened.worker().serve(run.id(), GRACE));
                    } catch (Throwable e) {
                        end.completeExceptionally(e);
                    }
                },
                name.worker());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @throws SlotLostException if a step cannot be stopped, or took all the memory: the run has to go on in processes
     * @throws HopelessException if the worker gave up
     */
    @Override
    public void tend() {
        if (!end.isDone()) {
            return;
        }
        WorkerEnd ended = ended();
        if (ended == WorkerEnd.STUCK || ended == WorkerEnd.OUT_OF_MEMORY) {
            partitions.free(run, name.worker(), true);
            throw new SlotLostException(
                    ended == WorkerEnd.STUCK ? "A step could not be stopped" : "A document took too much memory");
        }
        if (ended != WorkerEnd.OVER && ended != WorkerEnd.STOPPED) {
            throw new HopelessException(
                    "The worker inside this process gave up; the launcher's log says why. Mend the cause, then run restart.");
        }
    }

    private WorkerEnd ended() {
        try {
            return end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                // A document's doing, whichever thread was the one that found no memory left.
                return WorkerEnd.OUT_OF_MEMORY;
            }
            throw new HopelessException("The worker inside this process failed: " + e.getCause());
        }
    }

    @Override
    public int alive() {
        return end.isDone() ? 0 : 1;
    }

    @Override
    public boolean drain(Duration atMost) throws InterruptedException {
        try {
            return sendHome(atMost);
        } finally {
            if (output != null) {
                output.close();
            }
        }
    }

    private boolean sendHome(Duration atMost) throws InterruptedException {
        ServingWorker opened = serving;
        if (opened == null) {
            return true;
        }
        try {
            opened.worker().end(WorkerEnd.OVER);
            boolean left = end.get(atMost.toMillis(), TimeUnit.MILLISECONDS) != WorkerEnd.STUCK;
            // A slot that is still inside a step after the grace must not settle beside the report.
            partitions.free(run, name.worker(), false);
            if (left) {
                opened.close();
            }
            return left;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private void stuck(Thread thread, String step, String document) {
        ServingWorker opened = serving;
        if (opened != null) {
            opened.worker().end(WorkerEnd.STUCK);
        }
    }
}
