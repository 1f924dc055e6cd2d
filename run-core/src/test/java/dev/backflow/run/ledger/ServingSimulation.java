package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One run served by threads that play workers, beside one that plays the launcher. The workers claim, take grants and
 * settle chunks of random sizes; now and then one lets a lease go half-way, or "dies" with it, and then may still try to
 * settle like a process that was only paused. The launcher frees the dead ones, and may take the run over from itself.
 *
 * <p>What becomes of each document is decided by the seed; which thread serves it is not.
 */
final class ServingSimulation {
    /** Several times what any simulation here needs; a livelock ends here instead of going on. */
    private static final int MOST_CLAIMS = 10_000;

    private final TestLedger ledger;
    private final Fate[] fates;
    private final int slots;
    private final long seed;
    private final Bell bell;
    private final Queue<String> dead = new ArrayDeque<>();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicLong claims = new AtomicLong();
    private final AtomicLong hookRuns = new AtomicLong();
    private final AtomicLong lostHookRuns = new AtomicLong();
    private final boolean calm;
    private int takeOversLeft;
    private volatile Run run;

    /** Workers that nothing happens to. */
    static ServingSimulation calm(TestLedger ledger, Run run, Fate[] fates, int slots, long seed) {
        return new ServingSimulation(ledger, run, fates, slots, 0, true, seed);
    }

    static ServingSimulation troubled(TestLedger ledger, Run run, Fate[] fates, int slots, int takeOvers, long seed) {
        return new ServingSimulation(ledger, run, fates, slots, takeOvers, false, seed);
    }

    private ServingSimulation(
            TestLedger ledger, Run run, Fate[] fates, int slots, int takeOvers, boolean calm, long seed) {
        this.ledger = ledger;
        this.run = run;
        this.fates = fates;
        this.slots = slots;
        this.takeOversLeft = takeOvers;
        this.calm = calm;
        this.seed = seed;
        this.bell = new Bell(slots + 1);
    }

    /** Returns the run under its last epoch, still open. */
    Run serve() throws InterruptedException {
        Together.run(slots + 1, thread -> {
            try {
                if (thread == slots) {
                    launch(new Random(seed));
                } else {
                    work(thread, new Random(seed * 31 + thread));
                }
            } finally {
                bell.leave();
            }
            return thread;
        });
        return run;
    }

    /** For how many documents the hook was run, those among them that were never settled included. */
    long hookRuns() {
        return hookRuns.get();
    }

    /** For how many documents the hook was run under a lease that turned out to be lost. */
    long lostHookRuns() {
        return lostHookRuns.get();
    }

    private void launch(Random random) throws InterruptedException {
        while (true) {
            long seen = bell.rings();
            for (String worker = nextDead(); worker != null; worker = nextDead()) {
                ledger.partitions.free(run, worker, random.nextBoolean());
                bell.ring();
            }
            assertGrantsAddUp();
            if (isOver()) {
                return;
            }
            if (takeOversLeft > 0 && random.nextInt(3) == 0) {
                takeOversLeft--;
                run = ledger.runs.takeOver(run, "launcher-" + takeOversLeft);
                bell.ring();
            }
            bell.awaitAfter(seen);
        }
    }

    private void work(int slot, Random random) throws InterruptedException {
        String worker = enter();
        Lease paused = null;
        while (true) {
            if (claims.incrementAndGet() > MOST_CLAIMS) {
                throw new AssertionError("the run goes on without getting on");
            }
            if (paused != null && random.nextInt(3) == 0) {
                wakeUp(paused, random);
                paused = null;
            }
            long seen = bell.rings();
            Claim claim = ledger.leases.claim(run.id(), worker, slot);
            if (claim instanceof Claim.Leased leased) {
                Lease left = serve(leased.lease(), random);
                if (left != null) {
                    die(worker);
                    worker = enter();
                    paused = left;
                }
                bell.ring();
            } else if (isOver()) {
                return;
            } else if (claim instanceof Claim.Over) {
                worker = enter();
            } else {
                bell.awaitAfter(seen);
            }
        }
    }

    /** @return the lease that the worker died with, or null if it lives on */
    private @Nullable Lease serve(Lease claimed, Random random) {
        try {
            Lease lease = ledger.leases.grant(claimed, wish(random));
            while (lease.granted() > 0 && !lease.isFinished()) {
                int luck = calm ? 20 : random.nextInt(20);
                if (luck == 0) {
                    break;
                }
                if (luck <= 2) {
                    return lease;
                }
                lease = settle(lease, random);
            }
            ledger.leases.release(lease);
        } catch (StaleLeaseException e) {
            // Freed or taken over meanwhile: whoever has it now goes on.
            return null;
        }
        return null;
    }

    /** What a paused process does when it goes on: it cannot know how long it was away. */
    private void wakeUp(Lease paused, Random random) {
        try {
            settle(paused, random);
            bell.ring();
        } catch (StaleLeaseException e) {
            assertThat(e).hasMessageContaining(paused.worker());
        }
    }

    private Lease settle(Lease lease, Random random) {
        long most = lease.isServedAlone() ? 1 : Math.min(lease.granted(), lease.endOrdinal() - lease.nextOrdinal());
        long end = lease.nextOrdinal() + 1 + random.nextInt((int) most);
        SettledChunk chunk = TestLedger.chunk(
                lease,
                Fate.COMPLETED.among(fates, lease.nextOrdinal(), end),
                Fate.EXHAUSTED.among(fates, lease.nextOrdinal(), end),
                Fate.REJECTED.among(fates, lease.nextOrdinal(), end));
        // The hook does not see documents that are rejected.
        hookRuns.addAndGet(chunk.serviced());
        try {
            return ledger.leases.settle(lease, chunk, wish(random));
        } catch (StaleLeaseException e) {
            lostHookRuns.addAndGet(chunk.serviced());
            throw e;
        }
    }

    private ChunkWish wish(Random random) {
        return new ChunkWish(1 + random.nextInt(12), slots);
    }

    private String enter() {
        String worker = "w" + names.incrementAndGet();
        ledger.enter(run, worker);
        return worker;
    }

    private void die(String worker) {
        synchronized (dead) {
            dead.add(worker);
        }
    }

    private @Nullable String nextDead() {
        synchronized (dead) {
            return dead.poll();
        }
    }

    /** In the middle of everything: one statement sees one moment. */
    private void assertGrantsAddUp() {
        long difference = ledger.database
                .jdbc()
                .sql("SELECT M.GRANTED - (SELECT COALESCE(SUM(P.GRANTED), 0) FROM BACKFLOW_PARTITION P"
                        + " WHERE P.RUN_ID = M.RUN_ID) FROM BACKFLOW_METER M WHERE M.RUN_ID = ?")
                .param(run.id())
                .query(Long.class)
                .single();
        assertThat(difference).isZero();
    }

    private boolean isOver() {
        return ledger.partitions.count(run.id()).isAllClosed()
                || ledger.meter(run).isLimitReached();
    }
}
