package dev.backflow.run.simulator;

import dev.backflow.run.ledger.ChunkWish;
import dev.backflow.run.ledger.Claim;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.ledger.StaleLeaseException;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Mirrors what one thread of a worker does: {@code Slot}, the {@code PartitionStep} that it runs for each lease, and
 * that one's {@code ChunkServer}, {@code ServingProcessor} and {@code Publisher}. The names of the steps are those of
 * the mirrored methods. What Spring Batch records beside the ledger decides nothing, and is left out.
 */
final class SimulatedSlot extends Actor {
    private static final int MOST_FAILURES_IN_A_ROW = 5;
    private static final int RUN_NUMBER = 1;
    /** As in {@code ServingProcessor}: a further death means that the process died while the hook answered. */
    private static final int MOST_DEATHS_TO_ASK_THE_HOOK = Lease.DEATHS_BEFORE_ALONE + 1;

    private final World world;
    private final SimulatedWorker worker;
    private final int number;
    private final List<Outcome> outcomes = new ArrayList<>();
    private int failures;
    private long wait = Times.SHORTEST_WAIT;
    private int pace;
    private @Nullable Lease claimed;
    private @Nullable Lease lease;
    private boolean begun;
    private boolean alone;
    private boolean inside;
    private boolean served;

    SimulatedSlot(World world, SimulatedWorker worker, int number) {
        super(worker.name() + "/slot-" + number, worker.process());
        this.world = world;
        this.worker = worker;
        this.number = number;
        this.pace = world.dice().between(1, 4);
        begin(claiming());
    }

    boolean isInsideWith(int partition) {
        Lease held = lease;
        return inside && held != null && held.partition() == partition;
    }

    private Step claiming() {
        return Step.of("claims", this::claim);
    }

    private @Nullable Step claim() {
        if (worker.isEnding()) {
            return null;
        }
        try {
            Claim claim = world.leases().claim(worker.runId(), worker.name(), number);
            if (claim instanceof Claim.Leased leased) {
                return leased(leased.lease());
            }
            if (claim instanceof Claim.Over) {
                worker.end(WorkerEnd.OVER);
                return null;
            }
            if (claim instanceof Claim.Unanswered unanswered) {
                failed(unanswered.cause());
                pause();
                return Step.of("withdraws its claim", () -> withdraw(unanswered.lease()));
            }
        } catch (DataAccessException | TransactionException e) {
            failed(e);
        }
        pause();
        return claiming();
    }

    private Step leased(Lease first) {
        world.truth().requirePresent(worker.name());
        ok("has partition %d from %d, fence %d, granted %d, deaths %d"
                .formatted(first.partition(), first.nextOrdinal(), first.fence(), first.granted(), first.deaths()));
        claimed = first;
        lease = first;
        begun = false;
        return first.nextOrdinal() > first.firstOrdinal()
                ? Step.of("publishes what others left", this::publishLeftovers)
                : entering();
    }

    private Step publishLeftovers() {
        try {
            for (SettledChunk chunk : world.chunks().unpublished(worker.runId(), lease().partition())) {
                world.disk().read(chunk.segment()).forEach(world.disk()::publish);
                world.chunks().markPublished(worker.runId(), chunk.partition(), chunk.endOrdinal());
            }
            return entering();
        } catch (RuntimeException e) {
            return failedLease(e);
        }
    }

    /** {@code takeTurn}: the turn before goes back first. */
    private Step entering() {
        leavePass();
        alone = lease().isServedAlone() && !world.broken().has(Habit.SERVES_BESIDE_A_SUSPECTED_DOCUMENT);
        worker.solitude().queue(this, alone);
        return new Step(
                alone ? "enters alone" : "enters", () -> worker.solitude().admits(this), this::enter);
    }

    private Step enter() {
        worker.solitude().enter();
        inside = true;
        if (begun) {
            return serving();
        }
        return worker.isEnding() ? ended() : Step.of("takes its first grant", this::grant);
    }

    private Step grant() {
        try {
            Lease granted = world.leases().grant(lease(), wish());
            world.truth().requireHeld(lease(), "grant");
            lease = granted;
            begun = true;
            ok("has %d granted".formatted(granted.granted()));
            return serving();
        } catch (StaleLeaseException e) {
            return takenOver();
        } catch (RuntimeException e) {
            return failedLease(e);
        }
    }

    private Step serving() {
        outcomes.clear();
        if (lease().granted() == 0) {
            return ended();
        }
        return Step.of("serves document " + lease().nextOrdinal(), this::serve);
    }

    /** As much of {@code ChunkServer.serve} as is about one document. */
    private @Nullable Step serve() {
        Lease held = lease();
        if (held.hasLostItsNextDocumentAlone()) {
            return lost(held);
        }
        long limit = Math.min(
                held.isServedAlone() ? 1 : Math.min(held.granted(), pace), held.endOrdinal() - held.nextOrdinal());
        boolean timeIsUp = !outcomes.isEmpty() && world.dice().percent(10);
        if (outcomes.size() >= limit || timeIsUp || worker.isEnding()) {
            return outcomes.isEmpty() ? ended() : settling();
        }
        long ordinal = held.nextOrdinal() + outcomes.size();
        Nature nature = world.scenario().nature(ordinal);
        if (nature != Nature.REJECTED) {
            world.truth().hookRuns(attempt(held));
        }
        restUntil(world.time().now() + world.dice().between(5, 300));
        switch (nature) {
            case COMPLETED -> add(ordinal, Verdict.COMPLETED, false);
            case EXHAUSTED -> add(ordinal, Verdict.EXHAUSTED, false);
            case REJECTED -> add(ordinal, Verdict.REJECTED, false);
            case DEADLY, DEADLY_TWICE -> dies(ordinal);
            case GREEDY -> {
                return outOfMemory(ordinal);
            }
            case HANGING -> {
                return stuck(ordinal);
            }
        }
        return Step.of("serves document " + (ordinal + 1), this::serve);
    }

    private Step lost(Lease held) {
        boolean asksTheHook = held.deaths() <= MOST_DEATHS_TO_ASK_THE_HOOK;
        if (asksTheHook && world.scenario().nature(held.nextOrdinal()) == Nature.DEADLY_TWICE) {
            dies(held.nextOrdinal());
        }
        add(held.nextOrdinal(), Verdict.EXHAUSTED, true);
        return settling();
    }

    private void dies(long ordinal) {
        world.history().info(name(), "dies of document " + ordinal);
        Lease held = lease();
        world.truth().died(process());
        if (world.broken().has(Habit.LETS_GO_OF_THE_LEASE_THAT_KILLED)) {
            world.leases().release(held);
        }
        process().end(1);
        throw new Crash("of document " + ordinal);
    }

    /** {@code LeaseEnd.OUT_OF_MEMORY}: the lease is kept, for the launcher to count the death. */
    private @Nullable Step outOfMemory(long ordinal) {
        world.history().info(name(), "runs out of memory at document " + ordinal);
        world.truth().gaveUp(worker);
        cutOff();
        worker.end(WorkerEnd.OUT_OF_MEMORY);
        leavePass();
        return null;
    }

    /** A process of its own halts at once; a thread inside a launcher is lost. */
    private @Nullable Step stuck(long ordinal) {
        world.history().info(name(), "is stuck at document " + ordinal);
        if (worker.isInsideALauncher()) {
            world.truth().gaveUp(worker);
            cutOff();
            worker.end(WorkerEnd.STUCK);
        } else {
            world.truth().died(process());
            process().end(WorkerEnd.STUCK.exitCode());
        }
        return null;
    }

    private Step settling() {
        return Step.of("writes its segment", this::write);
    }

    private Step write() {
        if (!world.broken().has(Habit.WRITES_ITS_SEGMENT_AFTER_SETTLING)) {
            world.disk().write(segment(lease()), outcomes);
        }
        if (world.broken().has(Habit.PUBLISHES_BEFORE_SETTLING)) {
            outcomes.forEach(this::publish);
        }
        return Step.of("settles", this::settle);
    }

    private Step settle() {
        Lease held = lease();
        SettledChunk chunk = new SettledChunk(
                held.partition(),
                held.nextOrdinal(),
                held.nextOrdinal() + outcomes.size(),
                held.fence(),
                count(Verdict.COMPLETED),
                count(Verdict.EXHAUSTED),
                count(Verdict.REJECTED),
                outcomes.size(),
                segment(held));
        try {
            Lease settled = world.leases().settle(held, chunk, wish());
            world.truth().requireHeld(held, "settle");
            lease = settled;
        } catch (StaleLeaseException e) {
            return takenOver();
        } catch (RuntimeException e) {
            if (world.broken().has(Habit.SERVES_ON_AFTER_A_LOST_ANSWER) && world.isFaultOfTheDatabase(e)) {
                return Step.of("settles again", this::settle);
            }
            return failedLease(e);
        }
        if (world.broken().has(Habit.WRITES_ITS_SEGMENT_AFTER_SETTLING)) {
            return Step.of("writes its segment", () -> {
                world.disk().write(chunk.segment(), outcomes);
                return publishing(0);
            });
        }
        ok("settled %d to %d of partition %d, fence %d"
                .formatted(chunk.firstOrdinal(), chunk.endOrdinal(), chunk.partition(), chunk.fence()));
        return publishing(0);
    }

    private Step publishing(int index) {
        return Step.of("publishes", () -> {
            publish(outcomes.get(index));
            return index + 1 < outcomes.size() ? publishing(index + 1) : afterChunk();
        });
    }

    private void publish(Outcome outcome) {
        world.truth().requireSettled(lease().partition(), outcome);
        world.disk().publish(outcome);
    }

    private Step afterChunk() {
        pace = world.dice().between(1, 4);
        if (lease().isFinished() || worker.isEnding()) {
            return ended();
        }
        if (alone && lease().isServedAlone()) {
            return serving();
        }
        return entering();
    }

    /** Of {@code PartitionStep.serve}, in good order. */
    private Step ended() {
        served = true;
        if (lease().nextOrdinal() == lease().firstOrdinal()) {
            return goOn();
        }
        return Step.of("marks as published", () -> {
            try {
                world.chunks().markPublished(worker.runId(), lease().partition(), lease().nextOrdinal());
            } catch (RuntimeException e) {
                return failedLease(e);
            }
            return goOn();
        });
    }

    private Step takenOver() {
        world.truth().requireTakenAway(lease());
        world.truth().cutOff(1);
        world.history().fail(name(), "its lease was taken over");
        served = false;
        return goOnWithoutLease();
    }

    private Step failedLease(RuntimeException e) {
        failed(e);
        world.truth().cutOff(1);
        served = false;
        return goOn();
    }

    private Step goOn() {
        return lease().isFinished() ? goOnWithoutLease() : Step.of("lets go", this::letGo);
    }

    private Step letGo() {
        try {
            boolean released = world.leases().release(lease());
            if (released) {
                world.truth().requireHeld(lease(), "release");
            }
            ok(released ? "released" : "had lost it before");
        } catch (DataAccessException | TransactionException e) {
            failed(e);
            if (!worker.isEnding()) {
                pause();
                return Step.of("lets go", this::letGo);
            }
        }
        return goOnWithoutLease();
    }

    private Step withdraw(Lease unanswered) {
        try {
            if (world.leases().withdraw(unanswered)) {
                world.truth().withdrawn(unanswered);
                ok("withdrew its claim");
            }
        } catch (DataAccessException | TransactionException e) {
            failed(e);
            if (!worker.isEnding()) {
                pause();
                return Step.of("withdraws its claim", () -> withdraw(unanswered));
            }
        }
        return claiming();
    }

    private Step goOnWithoutLease() {
        leavePass();
        Lease held = lease();
        boolean progressed =
                held.nextOrdinal() > Objects.requireNonNull(claimed).nextOrdinal();
        if (progressed) {
            wait = Times.SHORTEST_WAIT;
        }
        failures = !served && !progressed ? failures + 1 : 0;
        if (failures == MOST_FAILURES_IN_A_ROW) {
            worker.end(WorkerEnd.FAILED);
        } else if (failures > 0 || (held.granted() == 0 && !held.isFinished())) {
            pause();
        }
        lease = null;
        return claiming();
    }

    private void leavePass() {
        if (inside) {
            inside = false;
            worker.solitude().leave();
        }
    }

    /** The attempt under way, if there is one, will never be settled. */
    void cutOff() {
        if (lease != null && begun) {
            world.truth().cutOff(1);
        }
        lease = null;
    }

    private void failed(RuntimeException e) {
        world.requireFaultOfTheDatabase(e);
        world.history().fail(name(), e.getClass().getSimpleName());
    }

    private void pause() {
        restUntil(world.time().now() + wait);
        wait = Math.min(Times.LONGEST_WAIT, wait * 2);
    }

    private void ok(String what) {
        world.history().ok(name(), what);
    }

    private void add(long ordinal, Verdict verdict, boolean lost) {
        outcomes.add(new Outcome(ordinal, verdict, lost, worker.name(), lease().fence()));
    }

    private int count(Verdict verdict) {
        return (int) outcomes.stream().filter(o -> o.verdict() == verdict).count();
    }

    private ChunkWish wish() {
        return new ChunkWish(pace, world.scenario().sharers());
    }

    private static String segment(Lease held) {
        return new ChunkId(RUN_NUMBER, held.partition(), held.nextOrdinal(), held.fence()).segment();
    }

    private static Truth.Attempt attempt(Lease held) {
        return new Truth.Attempt(held.partition(), held.nextOrdinal(), held.fence());
    }

    private Lease lease() {
        return Objects.requireNonNull(lease, "between two leases");
    }
}
