package dev.backflow.launcher.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A run in virtual time: workers take a while to come, serve at a fixed speed one partition after the other, tell of
 * their load, and leave after a minute without work. It moves on in seconds, and asks {@link Scaling} in each of them.
 */
final class ScriptedCluster {
    private static final int IDLE_SECONDS = 60;

    final List<Integer> starts = new ArrayList<>();
    final List<Integer> alive = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    private final Scaling scaling;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Double> free = new ArrayList<>();
    private final int startSeconds;
    private final double perSecond;
    private final double load;
    private double left;
    private double done;
    private int room = Integer.MAX_VALUE;
    private int second;

    private static final class Worker {
        private int pending;
        private double partition;
        private int idle;

        private Worker(int pending) {
            this.pending = pending;
        }
    }

    /**
     * @param startSeconds from the start of a worker until it serves
     * @param perSecond documents that one worker serves
     * @param load what a worker that serves tells
     */
    ScriptedCluster(
            ScalingRules rules, int partitions, int documents, int startSeconds, double perSecond, double load) {
        this.scaling = new Scaling(rules, 0);
        this.startSeconds = startSeconds;
        this.perSecond = perSecond;
        this.load = load;
        this.left = documents;
        for (int partition = 0; partition < partitions; partition++) {
            free.add((double) documents / partitions);
        }
        start(scaling.target());
    }

    /** The platform has room for so many workers from now on. */
    void room(int most) {
        room = most;
    }

    void die(int count) {
        for (int dead = 0; dead < count; dead++) {
            free.add(workers.remove(workers.size() - 1).partition);
        }
        free.removeIf(partition -> partition <= 0);
    }

    int alive() {
        return workers.size();
    }

    int pending() {
        return (int) workers.stream().filter(worker -> worker.pending > 0).count();
    }

    boolean isDone() {
        return left < 1e-6;
    }

    int second() {
        return second;
    }

    void pass(Duration time) {
        for (long tick = 0; tick < time.toSeconds(); tick++) {
            tick();
        }
    }

    void finish() {
        while (!isDone() && second < 1_000_000) {
            tick();
        }
    }

    private void tick() {
        second++;
        workers.forEach(this::serve);
        int before = workers.size();
        workers.removeIf(worker -> worker.idle > IDLE_SECONDS);
        for (int gone = workers.size(); gone < before; gone++) {
            scaling.left();
        }
        if (!isDone()) {
            int more = scaling.decide(crew(), backlog());
            starts.add(more);
            start(more);
            String warning = scaling.takeWarning();
            if (warning != null) {
                warnings.add(warning);
            }
        }
        alive.add(workers.size());
    }

    private void serve(Worker worker) {
        if (worker.pending > 0) {
            worker.pending--;
            return;
        }
        if (worker.partition <= 0 && !free.isEmpty()) {
            worker.partition = free.remove(0);
        }
        double served = Math.min(perSecond, worker.partition);
        worker.partition -= served;
        worker.idle = served > 0 ? 0 : worker.idle + 1;
        left -= served;
        done += served;
    }

    private void start(int wanted) {
        if (wanted == 0) {
            return;
        }
        Crew before = crew();
        int started = Math.min(wanted, Math.max(0, room - workers.size()));
        for (int each = 0; each < started; each++) {
            workers.add(new Worker(startSeconds));
        }
        scaling.started(wanted, started, before);
    }

    private Crew crew() {
        List<Worker> serving =
                workers.stream().filter(worker -> worker.pending == 0).toList();
        double mean = serving.stream()
                .mapToDouble(worker -> worker.partition > 0 ? load : 0)
                .average()
                .orElse(0);
        return new Crew(second * 1_000_000_000L, workers.size(), workers.size() - serving.size(), mean);
    }

    private Backlog backlog() {
        int leased =
                (int) workers.stream().filter(worker -> worker.partition > 0).count();
        return new Backlog(free.size(), leased, (long) Math.ceil(left), (long) Math.ceil(left), (long) done);
    }
}
