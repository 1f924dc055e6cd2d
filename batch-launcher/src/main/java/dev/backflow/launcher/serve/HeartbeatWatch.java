package dev.backflow.launcher.serve;

import dev.backflow.run.ledger.WorkerRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices workers whose heartbeat stands still. It compares readings of a counter by this process's own steady clock, so
 * that no clock of another machine, and no change of any clock, can take a lease away.
 */
final class HeartbeatWatch {
    private final long leaseNanos;
    private final Map<String, Reading> readings = new HashMap<>();
    private final Map<String, Reading> moves = new HashMap<>();

    private record Reading(long beat, long firstSeenNanos) {}

    HeartbeatWatch(Duration lease) {
        this.leaseNanos = lease.toNanos();
    }

    /** Begins anew, as if every worker had been seen for the first time now. */
    void forget() {
        readings.clear();
    }

    /**
     * @param rows all workers of the run, as read now
     * @param nowNanos as of {@link System#nanoTime()}
     * @return those whose counter has not moved for a whole lease; each is told once
     */
    List<WorkerRow> silent(List<WorkerRow> rows, long nowNanos) {
        var silent = new ArrayList<WorkerRow>();
        for (WorkerRow row : rows) {
            remember(row, nowNanos);
            Reading last = readings.get(row.worker());
            if (row.gone()) {
                readings.remove(row.worker());
            } else if (last == null || last.beat() != row.beat()) {
                readings.put(row.worker(), new Reading(row.beat(), nowNanos));
            } else if (nowNanos - last.firstSeenNanos() > leaseNanos) {
                readings.remove(row.worker());
                silent.add(row);
            }
        }
        return silent;
    }

    private void remember(WorkerRow row, long nowNanos) {
        Reading last = moves.get(row.worker());
        if (row.gone()) {
            moves.remove(row.worker());
        } else if (last == null || last.beat() != row.beat()) {
            moves.put(row.worker(), new Reading(row.beat(), nowNanos));
        }
    }

    /**
     * Whether a worker's counter stands still, though for less than a lease perhaps. What was seen before a
     * {@link #forget()} counts here.
     *
     * @param row as read now
     * @param nowNanos as of {@link System#nanoTime()}
     * @return whether it has not moved for a third of a lease, which is a heartbeat at least
     */
    boolean hasFallenSilent(WorkerRow row, long nowNanos) {
        Reading last = moves.get(row.worker());
        return last != null && last.beat() == row.beat() && nowNanos - last.firstSeenNanos() > leaseNanos / 3;
    }
}
