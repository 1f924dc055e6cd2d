package dev.backflow.run.simulator;

import dev.backflow.run.ledger.WorkerRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mirrors the launcher's {@code HeartbeatWatch} by the virtual clock. By name, not by the order of the rows: that one
 * goes by the wall clock, which may jump here.
 */
final class HeartbeatReadings {
    private final Map<String, Reading> readings = new TreeMap<>();

    private record Reading(long beat, long firstSeen) {}

    List<String> silent(List<WorkerRow> rows, long now) {
        List<String> silent = new ArrayList<>();
        for (WorkerRow row :
                rows.stream().sorted(Comparator.comparing(WorkerRow::worker)).toList()) {
            Reading last = readings.get(row.worker());
            if (row.gone()) {
                readings.remove(row.worker());
            } else if (last == null || last.beat() != row.beat()) {
                readings.put(row.worker(), new Reading(row.beat(), now));
            } else if (now - last.firstSeen() > Times.LEASE) {
                readings.remove(row.worker());
                silent.add(row.worker());
            }
        }
        return silent;
    }
}
