package dev.backflow.launcher.serve;

import dev.backflow.run.ledger.WorkerRow;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Workers that were started and have not entered the run yet. For one thread. */
final class Newcomers {
    /** Others are no longer kept waiting by one that takes this long, though it may still come. */
    private static final Duration AWAITED = Duration.ofMinutes(2);

    private final Duration enterWithin;
    private final Map<String, Long> sinceNanos = new LinkedHashMap<>();

    /** @param enterWithin how long a worker may take from its start until it enters the run */
    Newcomers(Duration enterWithin) {
        this.enterWithin = enterWithin;
    }

    void started(Collection<String> workers, long nowNanos) {
        workers.forEach(worker -> sinceNanos.put(worker, nowNanos));
    }

    /** Takes those off that are in the books by now. */
    void look(List<WorkerRow> rows) {
        rows.forEach(row -> sinceNanos.remove(row.worker()));
    }

    void forget(String worker) {
        sinceNanos.remove(worker);
    }

    /** Begins anew, as nobody could look for a while. */
    void forgive(long nowNanos) {
        sinceNanos.replaceAll((worker, since) -> nowNanos);
    }

    /** How many may still come soon. */
    int pending(long nowNanos) {
        return (int) sinceNanos.values().stream()
                .filter(since -> nowNanos - since <= AWAITED.toNanos())
                .count();
    }

    /** Those that nobody expects any more. */
    List<String> overdue(long nowNanos) {
        return sinceNanos.entrySet().stream()
                .filter(each -> nowNanos - each.getValue() > enterWithin.toNanos())
                .map(Map.Entry::getKey)
                .toList();
    }
}
