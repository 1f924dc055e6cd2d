package dev.backflow.launcher.serve;

import dev.backflow.launcher.sandbox.WorkerTasks;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.WorkerLoad;
import dev.backflow.run.ledger.WorkerRow;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.lease.LeaseTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Workers in processes of their own, on this machine or as tasks elsewhere: one that dies is replaced at once, and more
 * are started as {@link Scaling} decides.
 */
public final class ProcessPool implements WorkerPool {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_DECISIONS = Duration.ofSeconds(1);
    private static final int MOST_DEATHS_WITHOUT_PROGRESS = 6;

    private final Run run;
    private final long documents;
    private final PoolPace pace;
    private final WorkerTasks tasks;
    private final Partitions partitions;
    private final Workers workers;
    private final Chunks chunks;
    private final Meters meters;
    private final Consumer<String> failures;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;
    private final HeartbeatWatch heartbeats;
    private final Newcomers newcomers;
    private final Scaling scaling;
    private final Map<String, String> taskByWorker = new LinkedHashMap<>();
    private List<WorkerRow> rows = List.of();
    private long lastLookNanos;
    private long lastDecisionNanos;
    private int aliveSinceDecision;
    private int deathsWithoutProgress;
    private long chunksAtLastDeath;
    private long accusedAtLastDeath;

    /**
     * @param documents of the run, in all
     * @param rules how many workers there may be
     * @param failures told of every worker that is lost, one line each
     * @param nanoTime where durations are read, {@link System#nanoTime} but in tests
     */
    public ProcessPool(
            Run run,
            long documents,
            ScalingRules rules,
            PoolPace pace,
            WorkerTasks tasks,
            Partitions partitions,
            Workers workers,
            Chunks chunks,
            Meters meters,
            LeaseTimes times,
            Consumer<String> failures,
            Sleeper sleeper,
            LongSupplier nanoTime) {
        this.run = run;
        this.documents = documents;
        this.pace = pace;
        this.tasks = tasks;
        this.partitions = partitions;
        this.workers = workers;
        this.chunks = chunks;
        this.meters = meters;
        this.failures = failures;
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
        this.lastLookNanos = nanoTime.getAsLong();
        this.lastDecisionNanos = lastLookNanos;
        this.newcomers = new Newcomers(pace.enterWithin());
        this.scaling = new Scaling(rules, lastLookNanos);
        this.heartbeats = new HeartbeatWatch(times.lease());
    }

    @Override
    public void start() {
        start(Math.min(Scaling.MOST_AT_ONCE, scaling.target()), crew());
    }

    @Override
    public void tend() {
        if (nanoTime.getAsLong() - lastLookNanos < pace.look().toNanos()) {
            return;
        }
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
        newcomers.overdue(lastLookNanos).forEach(this::neverEntered);
        scale();
    }

    private void scale() {
        if (taskByWorker.size() == aliveSinceDecision
                && aliveSinceDecision >= scaling.target()
                && lastLookNanos - lastDecisionNanos < BETWEEN_DECISIONS.toNanos()) {
            return;
        }
        lastDecisionNanos = lastLookNanos;
        Crew crew = crew();
        int more = scaling.decide(crew, backlog());
        if (more > 0) {
            start(more, crew);
        }
        aliveSinceDecision = taskByWorker.size();
        String warning = scaling.takeWarning();
        if (warning != null) {
            failures.accept(warning);
        }
    }

    private void start(int count, Crew crew) {
        Map<String, String> started = tasks.start(count);
        taskByWorker.putAll(started);
        aliveSinceDecision = taskByWorker.size();
        newcomers.started(started.keySet(), crew.nanos());
        scaling.started(count, started.size(), crew);
    }

    private Crew crew() {
        long now = nanoTime.getAsLong();
        return new Crew(now, taskByWorker.size(), newcomers.pending(now), load());
    }

    /** Of those that this launcher has started, and that have told of it. Where a machine does not tell, it is busy. */
    private double load() {
        List<WorkerLoad> told = rows.stream()
                .filter(row -> row.beat() > 0 && !row.gone() && taskByWorker.containsKey(row.worker()))
                .map(WorkerRow::load)
                .toList();
        double cpu = told.stream()
                .mapToDouble(load -> load.cpu() < 0 ? 1 : load.cpu())
                .average()
                .orElse(0);
        double memory = told.stream().mapToDouble(WorkerLoad::memory).average().orElse(0);
        return Math.max(cpu, memory);
    }

    private Backlog backlog() {
        var counts = partitions.count(run.id());
        var meter = meters.read(run.id());
        var totals = chunks.totals(run.id());
        long left = Math.min(meter.limit() - meter.used(), documents - totals.documents());
        return new Backlog(counts.free(), counts.leased(), meter.available(), Math.max(0, left), totals.documents());
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
        rows = workers.list(run.id());
        newcomers.look(rows);
        long now = nanoTime.getAsLong();
        if (now - lastLookNanos > LONGEST_BETWEEN_LOOKS.toNanos()) {
            heartbeats.forget();
            newcomers.forgive(now);
        }
        lastLookNanos = now;
        return heartbeats.silent(rows, now);
    }

    private void ended(String worker, String task, WorkerTasks.State state) {
        var exit = new WorkerExit(state.exitCode(), trace(worker), state.reason(), state.reclaimed());
        int freed = partitions.free(run, worker, exit.isDeath());
        Failpoint.WORKER_FREED.hit();
        newcomers.forget(worker);
        if (exit.isLeave()) {
            if (exit.isForWantOfWork()) {
                scaling.left();
            }
            return;
        }
        failures.accept("Worker %s ended (%s); %d %s freed, a new worker takes its place. Its log: %s"
                .formatted(
                        worker,
                        exit.words(),
                        freed,
                        freed == 1 ? "partition was" : "partitions were",
                        tasks.log(task)));
        giveUpWithoutProgress(worker, task, exit.words());
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
    private void giveUpWithoutProgress(String worker, String task, String words) {
        long settled = chunks.totals(run.id()).chunks();
        long accused = partitions.deaths(run.id());
        boolean progress = settled > chunksAtLastDeath || accused > accusedAtLastDeath;
        deathsWithoutProgress = progress ? 1 : deathsWithoutProgress + 1;
        chunksAtLastDeath = settled;
        accusedAtLastDeath = accused;
        if (deathsWithoutProgress > MOST_DEATHS_WITHOUT_PROGRESS + scaling.target()) {
            throw new HopelessException(
                    "%d workers ended one after the other without serving anything; the last was %s (%s)."
                                    .formatted(deathsWithoutProgress, worker, words)
                            + " Its log: " + tasks.log(task) + ". Mend the cause, then run restart.");
        }
    }

    /** Nobody knows what it hangs at: the network, the database, or the start of the hook. */
    private void neverEntered(String worker) {
        newcomers.forget(worker);
        String task = taskByWorker.remove(worker);
        if (task == null) {
            return;
        }
        String log = tasks.log(task);
        tasks.cancel(task);
        // It may have entered at this very moment.
        partitions.free(run, worker, false);
        failures.accept("Worker %s had not entered the run %d minutes after its start and was ended, a new worker takes"
                        .formatted(worker, pace.enterWithin().toMinutes())
                + " its place. Its log: " + log);
        giveUpWithoutProgress(worker, task, "it never entered the run");
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
