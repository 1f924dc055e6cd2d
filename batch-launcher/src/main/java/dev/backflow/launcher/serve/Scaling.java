package dev.backflow.launcher.serve;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides when workers are started, and how many. It begins with the least, and doubles their number every few seconds
 * while they are busy and work waits, or as soon as it can be seen that a deadline needs more of them. It never starts
 * one while others are still on their way, and never ends one: workers leave by themselves. Knows no clock and starts
 * nothing. For one thread.
 */
final class Scaling {
    /** As many as ECS starts with one call. */
    static final int MOST_AT_ONCE = 10;

    /** So that those that were started last have told of their load. */
    static final Duration BETWEEN_STEPS = Duration.ofSeconds(5);

    static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

    /** Less says nothing of how fast a worker is: it begins with small chunks and cold code. */
    private static final double LEAST_WORKER_SECONDS = 30;

    private static final double NANOS = 1e9;

    private final ScalingRules rules;
    private final long startedNanos;
    private int target;
    private long lastNanos;
    private long quietSinceNanos;
    private long notBeforeNanos;
    private double workerSeconds;
    private long doneBefore = -1;
    private boolean warned;
    private @Nullable String warning;

    /** @param nowNanos as of {@link System#nanoTime()} */
    Scaling(ScalingRules rules, long nowNanos) {
        this.rules = rules;
        this.startedNanos = nowNanos;
        this.target = rules.min();
        this.lastNanos = nowNanos;
        this.quietSinceNanos = nowNanos;
        this.notBeforeNanos = nowNanos;
    }

    /** How many workers are to be alive now; one that dies is replaced. */
    int target() {
        return target;
    }

    /** How many to start now, from 0 to {@value #MOST_AT_ONCE}. */
    int decide(Crew crew, Backlog backlog) {
        measure(crew, backlog);
        int wanted = Math.max(byDeadline(crew, backlog), byLoad(crew));
        int useful = Math.max(1, Math.min(rules.max(), backlog.open()));
        int kept = Math.max(1, Math.min(useful, backlog.waits() ? Math.max(target, rules.min()) : target));
        boolean isRefused = crew.nanos() - notBeforeNanos < 0;
        if (crew.alive() < kept && (crew.alive() == 0 || !isRefused)) {
            target = Math.max(target, kept);
            return Math.min(MOST_AT_ONCE, kept - crew.alive());
        }
        if (crew.pending() > 0 || !backlog.waits() || isRefused) {
            return 0;
        }
        int most = Math.min(useful, crew.alive() + Math.min(MOST_AT_ONCE, backlog.free()));
        int more = Math.max(0, Math.min(wanted, most) - crew.alive());
        target = Math.max(target, crew.alive() + more);
        return more;
    }

    /** What came of a decision: the platform may have no room. Then the run goes on with fewer, and tries later. */
    void started(int asked, int started, Crew crew) {
        quietSinceNanos = crew.nanos();
        if (started < asked) {
            notBeforeNanos = crew.nanos() + AFTER_REFUSAL.toNanos();
            target = crew.alive() + started;
        }
    }

    /** A worker has left because there was nothing for it to do. */
    void left() {
        target = Math.max(0, target - 1);
    }

    /** What the operator should know, told once; null when there is nothing. */
    @Nullable
    String takeWarning() {
        String told = warning;
        warning = null;
        return told;
    }

    private void measure(Crew crew, Backlog backlog) {
        if (doneBefore < 0) {
            doneBefore = backlog.done();
        }
        workerSeconds += (crew.nanos() - lastNanos) / NANOS * (crew.alive() - crew.pending());
        lastNanos = crew.nanos();
        if (crew.pending() > 0) {
            quietSinceNanos = crew.nanos();
        }
    }

    private int byLoad(Crew crew) {
        boolean settled = crew.nanos() - quietSinceNanos >= BETWEEN_STEPS.toNanos();
        return settled && crew.load() >= rules.scaleUpAt() ? 2 * crew.alive() : 0;
    }

    private int byDeadline(Crew crew, Backlog backlog) {
        Duration timeLeft = rules.timeLeft();
        long done = backlog.done() - doneBefore;
        if (timeLeft == null || done <= 0 || workerSeconds < LEAST_WORKER_SECONDS) {
            return 0;
        }
        double secondsOfOne = backlog.documents() * workerSeconds / done;
        double secondsLeft = (timeLeft.toNanos() - (crew.nanos() - startedNanos)) / NANOS;
        double needed = secondsLeft > 0 ? secondsOfOne / secondsLeft : Double.POSITIVE_INFINITY;
        if (backlog.documents() > 0 && needed > rules.max() && !warned) {
            warned = true;
            warning =
                    "The deadline will not be met: with %d workers at their present speed it takes %s more, and %s are left."
                            .formatted(
                                    rules.max(),
                                    minutes(secondsOfOne / rules.max()),
                                    minutes(Math.max(0, secondsLeft)));
        }
        return (int) Math.min(rules.max(), Math.ceil(needed));
    }

    private static String minutes(double seconds) {
        return "%d min".formatted(Math.round(seconds / 60));
    }
}
