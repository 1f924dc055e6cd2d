package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.time.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when somebody waits, and what is to happen in it. */
final class VirtualTime implements InstantSource, Sleeper {
    private record Due(Instant at, long order, Runnable what) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private long order;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        pass(duration);
    }

    void pass(Duration duration) {
        Instant end = now.plus(duration);
        while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
            Due next = queue.remove();
            now = next.at().isAfter(now) ? next.at() : now;
            next.what().run();
        }
        now = end;
    }

    void in(Duration delay, Runnable what) {
        queue.add(new Due(now.plus(delay), order++, what));
    }
}
