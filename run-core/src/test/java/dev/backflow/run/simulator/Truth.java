package dev.backflow.run.simulator;

import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunSnapshot;
import dev.backflow.run.ledger.RunSnapshots;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What really happened, beside what the books say of it, and the promises that hold between any two transactions. See
 * section 6 of the architecture.
 */
final class Truth {
    /** One chunk being served: a lease serves it once. */
    record Attempt(int partition, long firstOrdinal, long fence) {}

    private final RunSnapshots snapshots;
    private final int[] deathsAround;
    private final int[] deathsAlone;
    private final Set<String> died = new HashSet<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final Map<String, Integer> hookRuns = new TreeMap<>();
    private long runId = -1;
    private int crashes;
    private int attemptsCutOff;
    private @Nullable RunSnapshot last;

    Truth(RunSnapshots snapshots, int documents) {
        this.snapshots = snapshots;
        this.deathsAround = new int[documents];
        this.deathsAlone = new int[documents];
    }

    void watch(Run run) {
        if (runId >= 0 && runId != run.id()) {
            throw new Violation("a second run has begun while the first is unfinished");
        }
        runId = run.id();
    }

    boolean isWatching() {
        return runId >= 0;
    }

    void started(SimulatedWorker worker) {
        workers.add(worker);
    }

    int crashes() {
        return crashes;
    }

    /** A process ended by itself, or was killed by somebody other than its launcher. */
    void died(SimulatedProcess process) {
        crashes++;
        for (SimulatedWorker worker : List.copyOf(workers)) {
            if (worker.process() == process) {
                diedWhileServing(worker, true);
            }
        }
    }

    /** A worker gave up a document, and its process, in good order: by a lack of memory, or because of a stuck step. */
    void gaveUp(SimulatedWorker worker) {
        crashes++;
        diedWhileServing(worker, false);
    }

    private void diedWhileServing(SimulatedWorker worker, boolean whole) {
        died.add(worker.name());
        if (runId < 0) {
            return;
        }
        for (RunSnapshot.Part part : snapshots.take(runId).partitions()) {
            if (part.owner().equals(worker.name()) && part.isBegun()) {
                for (long ordinal = part.nextOrdinal(); ordinal < part.chunkEnd(); ordinal++) {
                    deathsAround[(int) ordinal]++;
                }
                if (part.isServedAlone() && worker.isAloneWith(part.number())) {
                    deathsAlone[(int) part.nextOrdinal()]++;
                }
            }
        }
        if (whole) {
            workers.remove(worker);
        }
    }

    void hookRuns(Attempt attempt) {
        hookRuns.merge(attempt.toString(), 1, Integer::sum);
    }

    /** How often a hook's steps were run for the documents of one attempt, and then forgets it. */
    int takeHookRuns(Attempt attempt) {
        Integer runs = hookRuns.remove(attempt.toString());
        return runs == null ? 0 : runs;
    }

    /** An attempt ends unsettled for a reason: its worker died or stopped, lost the lease, or could not settle. */
    void cutOff(int attempts) {
        attemptsCutOff += attempts;
    }

    int attemptsLeft() {
        return hookRuns.size();
    }

    int attemptsCutOff() {
        return attemptsCutOff;
    }

    /**
     * Whether a process died of the document while it was served alone, and one before in a chunk that it was part of:
     * the first of three may have died in a shorter chunk, one that began at the same place.
     */
    boolean mayBlame(long ordinal) {
        return deathsAlone[(int) ordinal] > 0 && deathsAround[(int) ordinal] >= Lease.DEATHS_BEFORE_ALONE;
    }

    RunSnapshot last() {
        RunSnapshot snapshot = last;
        if (snapshot == null) {
            throw new Violation("the run has not begun");
        }
        return snapshot;
    }

    /** A write under this lease took effect. */
    void requireHeld(Lease lease, String what) {
        RunSnapshot.Part part = last().partitions().get(lease.partition());
        if (!part.isHeldBy(lease) || last().epoch() != lease.run().epoch()) {
            throw new Violation("a stale %s took effect: %s is not under %s".formatted(what, part, lease));
        }
    }

    /** Another slot of the same worker may have claimed the partition under the same fence, and finds it gone. */
    void withdrawn(Lease unanswered) {
        withdrawn.add(unanswered.partition() + "/" + unanswered.fence());
    }

    /** A result may be given its final name only when its chunk has become true. */
    void requireSettled(int partition, Outcome outcome) {
        RunSnapshot.Part part = last().partitions().get(partition);
        require(outcome.ordinal() < part.nextOrdinal(), "published before it was settled: " + outcome, part);
    }

    /** A lease was refused: only the launcher may have had a reason, or a sibling that withdrew a claim. */
    void requireTakenAway(Lease lease) {
        if (last().present().contains(lease.worker()) && !withdrawn.contains(lease.partition() + "/" + lease.fence())) {
            throw new Violation("a lease was lost that nobody took away: " + lease + " in " + last());
        }
    }

    void requirePresent(String worker) {
        if (!last().present().contains(worker)) {
            throw new Violation("worker " + worker + " was declared gone, and has claimed a partition");
        }
    }

    /** A write of this launcher took effect. */
    void requireCurrent(Run run) {
        if (last().epoch() != run.epoch()) {
            throw new Violation(
                    "the launcher of epoch %d changed the run in epoch %d".formatted(run.epoch(), last().epoch()));
        }
    }

    /** Looks at the books, after every step. */
    void check() {
        if (runId < 0) {
            return;
        }
        RunSnapshot now;
        try {
            now = snapshots.take(runId);
        } catch (IllegalArgumentException e) {
            throw new Violation("meter: " + e.getMessage(), e);
        }
        long granted = 0;
        long passed = 0;
        for (RunSnapshot.Part part : now.partitions()) {
            granted += part.granted();
            passed += part.nextOrdinal() - part.firstOrdinal();
            checkState(part);
        }
        require(now.meter().used() == now.serviced(), "used is not what the chunks say", now);
        require(now.meter().granted() == granted, "granted is not what the partitions say", now);
        require(passed == now.settled(), "the chunks are not what the partitions have passed", now);
        RunSnapshot before = last;
        last = now;
        if (before != null) {
            checkChange(before, now);
        }
    }

    private static void checkState(RunSnapshot.Part part) {
        boolean whole = part.nextOrdinal() == part.endOrdinal();
        boolean right = switch (part.state()) {
            case "OPEN" -> !whole;
            case "DONE" -> whole && part.granted() == 0 && part.owner().isEmpty();
            default -> !whole && part.granted() == 0 && part.owner().isEmpty();
        };
        if (!right) {
            throw new Violation("a partition cannot be so: " + part);
        }
    }

    private void checkChange(RunSnapshot before, RunSnapshot now) {
        require(now.epoch() >= before.epoch(), "the epoch went back", now);
        require(now.meter().used() >= before.meter().used(), "used went back", now);
        if (before.partitions().size() != now.partitions().size()) {
            return;
        }
        for (int i = 0; i < now.partitions().size(); i++) {
            RunSnapshot.Part was = before.partitions().get(i);
            RunSnapshot.Part is = now.partitions().get(i);
            require(is.fence() >= was.fence(), "a fence went back", now);
            require(is.nextOrdinal() >= was.nextOrdinal(), "a partition went back", now);
            require(was.state().equals("OPEN") || was.state().equals(is.state()), "a closed partition opened", now);
            if (is.deaths() > was.deaths()) {
                require(is.deaths() == was.deaths() + 1, "one death was counted twice", now);
                require(died.contains(was.owner()), "the death of a living worker was counted: " + was, now);
                require(was.isBegun(), "a death was counted where nothing was begun: " + was, now);
            }
        }
    }

    static void require(boolean holds, String otherwise, Object what) {
        if (!holds) {
            throw new Violation(otherwise + ": " + what);
        }
    }
}
