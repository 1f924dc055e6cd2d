package dev.backflow.launcher.serve;

import dev.backflow.launcher.sandbox.WorkerTasks;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.WorkerRow;
import dev.backflow.run.ledger.Workers;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Worker processes, kept at a fixed number while partitions are open: one that dies is replaced at once. */
public final class ProcessPool implements WorkerPool {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int MOST_DEATHS_WITHOUT_PROGRESS = 6;

    private final Run run;
    private final int size;
    private final WorkerTasks tasks;
    private final Partitions partitions;
    private final Workers workers;
    private final Chunks chunks;
    private final Consumer<String> failures;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;
    private final HeartbeatWatch heartbeats;
    private final Map<String, String> taskByWorker = new LinkedHashMap<>();
    private long lastLookNanos;
    private int deathsWithoutProgress;
    private long chunksAtLastDeath;
    private long accusedAtLastDeath;

    /**
     * @param size how many workers to keep alive
     * @param failures told of every worker that is lost, one line each
     * @param nanoTime where durations are read, {@link System#nanoTime} but in tests
     */
    public ProcessPool(
            Run run,
            int size,
            WorkerTasks tasks,
            Partitions partitions,
            Workers workers,
            Chunks chunks,
            LeaseTimes times,
            Consumer<String> failures,
            Sleeper sleeper,
            LongSupplier nanoTime) {
        this.run = run;
        this.size = size;
        this.tasks = tasks;
        this.partitions = partitions;
        this.workers = workers;
        this.chunks = chunks;
        this.failures = failures;
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
        this.lastLookNanos = nanoTime.getAsLong();
        this.heartbeats = new HeartbeatWatch(times.lease());
    }

    @Override
    public void start() {
        int missing = size - taskByWorker.size();
        if (missing > 0) {
            taskByWorker.putAll(tasks.start(missing));
        }
    }

    @Override
    public void tend() {
        for (var worker : List.copyOf(taskByWorker.entrySet())) {
            WorkerTasks.State state = tasks.state(worker.getValue());
            if (state.ended()) {
                taskByWorker.remove(worker.getKey());
                ended(worker.getKey(), worker.getValue(), state);
            }
        }
        for (WorkerRow silent : silent()) {
            lapsed(silent);
        }
        start();
    }

    @Override
    public int alive() {
        return taskByWorker.size();
    }

    @Override
    public boolean drain(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (!taskByWorker.isEmpty() && System.nanoTime() < until) {
            taskByWorker.values().removeIf(task -> tasks.state(task).ended());
            if (!taskByWorker.isEmpty()) {
                sleeper.sleep(POLL);
            }
        }
        List<String> left = new ArrayList<>(taskByWorker.values());
        left.forEach(tasks::cancel);
        taskByWorker.clear();
        return left.isEmpty();
    }

    /** A launcher that could not look for a while, or was stopped itself, cannot say who was silent meanwhile. */
    private List<WorkerRow> silent() {
        List<WorkerRow> rows = workers.list(run.id());
        long now = nanoTime.getAsLong();
        if (now - lastLookNanos > LONGEST_BETWEEN_LOOKS.toNanos()) {
            heartbeats.forget();
        }
        lastLookNanos = now;
        return heartbeats.silent(rows, now);
    }

    private void ended(String worker, String task, WorkerTasks.State state) {
        var exit = new WorkerExit(state.exitCode(), trace(worker), state.reason(), state.reclaimed());
        int freed = partitions.free(run, worker, exit.isDeath());
        Failpoint.WORKER_FREED.hit();
        if (exit.isLeave()) {
            return;
        }
        failures.accept("Worker %s ended (%s); %d %s freed, a new worker takes its place. Its log: %s"
                .formatted(
                        worker,
                        exit.words(),
                        freed,
                        freed == 1 ? "partition was" : "partitions were",
                        tasks.log(task)));
        giveUpWithoutProgress(worker, task, exit);
    }

    private WorkerExit.Trace trace(String worker) {
        for (WorkerRow row : workers.list(run.id())) {
            if (row.worker().equals(worker) && !row.gone() && !row.leaving()) {
                return heartbeats.hasFallenSilent(row, nanoTime.getAsLong())
                        ? WorkerExit.Trace.SILENT
                        : WorkerExit.Trace.CUT_OFF;
            }
        }
        return WorkerExit.Trace.LEFT;
    }

    /**
     * Workers that leave nothing served behind them would go on for ever, and on somebody's money. A death that accuses
     * a chunk is progress too, as a few of them end in a document that is given up.
     */
    private void giveUpWithoutProgress(String worker, String task, WorkerExit exit) {
        long settled = chunks.totals(run.id()).chunks();
        long accused = partitions.deaths(run.id());
        boolean progress = settled > chunksAtLastDeath || accused > accusedAtLastDeath;
        deathsWithoutProgress = progress ? 1 : deathsWithoutProgress + 1;
        chunksAtLastDeath = settled;
        accusedAtLastDeath = accused;
        if (deathsWithoutProgress > MOST_DEATHS_WITHOUT_PROGRESS + size) {
            throw new HopelessException(
                    "%d workers ended one after the other without serving anything; the last was %s (%s)."
                                    .formatted(deathsWithoutProgress, worker, exit.words())
                            + " Read its log, " + tasks.log(task) + ", mend the cause, then run restart.");
        }
    }

    /** Alive perhaps, but not heard of for a whole lease: its partitions go to others, and the fence keeps it off them. */
    private void lapsed(WorkerRow silent) {
        String task = taskByWorker.remove(silent.worker());
        if (task != null) {
            // First, as one that hangs inside a transaction keeps the lock on what is to be freed.
            tasks.cancel(task);
        }
        int freed = partitions.free(run, silent.worker(), false);
        failures.accept("Worker %s was not heard of for a whole lease; %d of its partitions were freed."
                .formatted(silent.worker(), freed));
    }
}
