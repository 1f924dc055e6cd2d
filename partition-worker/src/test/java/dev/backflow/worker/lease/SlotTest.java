package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.Claim;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.step.LeaseEnd;
import dev.backflow.worker.step.Leased;
import dev.backflow.worker.step.ServedLease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A slot on the test's own thread; when its script has no more claims, the run is over. */
@Timeout(30)
class SlotTest {
    private static final Lease CLAIMED = Leased.at(Leased.FIRST, 10);
    private static final Lease FURTHER = Leased.at(Leased.FIRST + 10, 10);
    private static final Lease FINISHED = Leased.at(Leased.END, 0);

    private final Ending ending = new Ending();
    private final List<Duration> waits = new ArrayList<>();
    private final List<Lease> released = new ArrayList<>();
    private final List<Lease> withdrawn = new ArrayList<>();
    private final Deque<Supplier<Claim>> claims = new ArrayDeque<>();
    private final AtomicLong nanos = new AtomicLong();
    private @Nullable Duration idle;
    private int refusedReleases;
    private int turnsEnded;
    private int releasedInTurn;
    private boolean decidedInTurn;

    private final SlotLeases leases = new SlotLeases() {
        @Override
        public Claim claim() {
            return claims.isEmpty() ? new Claim.Over() : claims.remove().get();
        }

        @Override
        public void release(Lease lease) {
            if (refusedReleases-- > 0) {
                throw new CannotCreateTransactionException("out of reach");
            }
            released.add(lease);
        }

        @Override
        public void withdraw(Lease unanswered) {
            if (refusedReleases-- > 0) {
                throw new CannotCreateTransactionException("out of reach");
            }
            withdrawn.add(unanswered);
        }
    };

    private void claimed(int times) {
        for (int i = 0; i < times; i++) {
            claims.add(() -> new Claim.Leased(CLAIMED));
        }
    }

    private WorkerEnd run(Function<Lease, ServedLease> steps) throws InterruptedException {
        new Slot(0, leases, steps, waits::add, new Idleness(idle, nanos::get), ending).run();
        return ending.await();
    }

    private ServedLease served(Lease lease, LeaseEnd end) {
        return new ServedLease(lease, end, () -> {
            turnsEnded++;
            releasedInTurn = released.size();
            decidedInTurn = ending.isDecided();
        });
    }

    private WorkerEnd run(LeaseEnd end, Lease lease) throws InterruptedException {
        return run(claimed -> served(lease, end));
    }

    @Test
    void servesUntilTheRunIsOverAndKeepsNothingOfAFinishedPartition() throws InterruptedException {
        claimed(3);

        assertThat(run(LeaseEnd.SERVED, FINISHED)).isEqualTo(WorkerEnd.OVER);

        assertThat(released).isEmpty();
        assertThat(waits).isEmpty();
    }

    @Test
    void releasesWhatIsNotFinishedAsOfItsLastSettle() throws InterruptedException {
        claimed(1);

        run(LeaseEnd.SERVED, FURTHER);

        assertThat(released).containsExactly(FURTHER);
    }

    @Test
    void releasesNothingThatWasTakenOver() throws InterruptedException {
        claimed(1);

        run(LeaseEnd.TAKEN_OVER, CLAIMED);

        assertThat(released).isEmpty();
    }

    @Test
    void bearsWithARepositoryThatIsAwayForLongerThanWithOtherFaults() throws InterruptedException {
        claimed(Slot.MOST_TIMES_AWAY_IN_A_ROW - 1);

        assertThat(run(LeaseEnd.REPOSITORY_AWAY, CLAIMED)).isEqualTo(WorkerEnd.OVER);

        assertThat(released).hasSize(Slot.MOST_TIMES_AWAY_IN_A_ROW - 1);
        assertThat(waits).hasSize(Slot.MOST_TIMES_AWAY_IN_A_ROW - 1);
    }

    @Test
    void leavesWhenItCannotSettleAnythingForALongTime() throws InterruptedException {
        claimed(Slot.MOST_TIMES_AWAY_IN_A_ROW);

        assertThat(run(LeaseEnd.REPOSITORY_AWAY, CLAIMED)).isEqualTo(WorkerEnd.REPOSITORY_LOST);
    }

    @Test
    void backsOffWhileThereIsNothingToClaim() throws InterruptedException {
        for (int i = 0; i < 7; i++) {
            claims.add(Claim.NothingNow::new);
        }

        run(LeaseEnd.SERVED, FINISHED);

        assertThat(waits).extracting(Duration::toMillis).containsExactly(50L, 100L, 200L, 400L, 800L, 1000L, 1000L);
    }

    @Test
    void leavesWhenThereHasBeenNothingToServeForLongEnough() throws InterruptedException {
        idle = Duration.ofMinutes(1);
        claims.add(Claim.NothingNow::new);
        claims.add(() -> {
            nanos.addAndGet(Duration.ofHours(1).toNanos());
            return new Claim.Leased(CLAIMED);
        });
        claims.add(Claim.NothingNow::new);
        claims.add(() -> {
            nanos.addAndGet(Duration.ofMinutes(1).toNanos() + 1);
            return new Claim.NothingNow();
        });
        claims.add(() -> {
            throw new AssertionError("a worker that leaves claims nothing");
        });

        assertThat(run(LeaseEnd.SERVED, FINISHED)).isEqualTo(WorkerEnd.OVER);

        assertThat(waits).hasSize(2);
    }

    @Test
    void hurriesAgainAfterALeaseThatGotSomewhere() throws InterruptedException {
        claims.add(Claim.NothingNow::new);
        claims.add(Claim.NothingNow::new);
        claimed(1);
        claims.add(Claim.NothingNow::new);

        run(LeaseEnd.SERVED, FINISHED);

        assertThat(waits).extracting(Duration::toMillis).containsExactly(50L, 100L, 50L);
    }

    @Test
    void waitsForUnitsWithoutHoldingALease() throws InterruptedException {
        claimed(2);
        Lease without = Leased.at(Leased.FIRST, 0);

        assertThat(run(LeaseEnd.SERVED, without)).isEqualTo(WorkerEnd.OVER);

        assertThat(released).containsExactly(without, without);
        assertThat(waits).extracting(Duration::toMillis).containsExactly(50L, 100L);
    }

    @Test
    void givesUpAfterFiveFailedLeasesInARowEachAfterALongerWait() throws InterruptedException {
        claimed(9);

        assertThat(run(LeaseEnd.FAILED, CLAIMED)).isEqualTo(WorkerEnd.FAILED);

        assertThat(claims).hasSize(4);
        assertThat(released).hasSize(5);
        assertThat(waits).extracting(Duration::toMillis).containsExactly(50L, 100L, 200L, 400L);
    }

    @Test
    void beginsToCountFailuresAnewAfterProgress() throws InterruptedException {
        claimed(9);
        var number = new int[1];

        WorkerEnd end = run(claimed -> served(number[0]++ == 4 ? FURTHER : CLAIMED, LeaseEnd.FAILED));

        assertThat(end).isEqualTo(WorkerEnd.OVER);
    }

    @Test
    void triesAgainWhenTheRepositoryCannotBeAsked() throws InterruptedException {
        for (int i = 0; i < 6; i++) {
            claims.add(() -> {
                throw new DataAccessResourceFailureException("out of reach");
            });
        }
        claimed(1);

        assertThat(run(LeaseEnd.SERVED, FINISHED)).isEqualTo(WorkerEnd.OVER);

        assertThat(waits).hasSize(6);
    }

    @Test
    void withdrawsAClaimWithoutAnswerUntilThatIsKnownAndClaimsAgain() throws InterruptedException {
        claims.add(() -> new Claim.Unanswered(CLAIMED, new DataAccessResourceFailureException("out of reach")));
        claimed(1);
        refusedReleases = 3;

        assertThat(run(LeaseEnd.SERVED, FINISHED)).isEqualTo(WorkerEnd.OVER);

        assertThat(withdrawn).containsExactly(CLAIMED);
        assertThat(released).isEmpty();
        assertThat(waits).hasSize(4);
        assertThat(claims).isEmpty();
    }

    @Test
    void letsGoOfALeaseThatCouldNotBeBegun() throws InterruptedException {
        claimed(1);

        WorkerEnd end = run(claimed -> {
            throw new DataAccessResourceFailureException("no step execution");
        });

        assertThat(end).isEqualTo(WorkerEnd.OVER);
        assertThat(released).containsExactly(CLAIMED);
    }

    @Test
    void failsItsWorkerWhenItCannotGoOn() throws InterruptedException {
        claimed(1);

        WorkerEnd end = run(claimed -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(end).isEqualTo(WorkerEnd.FAILED);
        assertThat(released).containsExactly(CLAIMED);
    }

    @Test
    void triesToReleaseUntilItIsKnown() throws InterruptedException {
        claimed(1);
        refusedReleases = 3;

        run(LeaseEnd.SERVED, FURTHER);

        assertThat(released).containsExactly(FURTHER);
        assertThat(waits).hasSize(3);
    }

    @Test
    void leavesAReleaseToOthersOnceItsWorkerEnds() throws InterruptedException {
        claimed(1);
        refusedReleases = 1;

        WorkerEnd end = run(claimed -> {
            ending.because(WorkerEnd.STOPPED);
            return served(FURTHER, LeaseEnd.SERVED);
        });

        assertThat(end).isEqualTo(WorkerEnd.STOPPED);
        assertThat(released).isEmpty();
    }

    @Test
    void keepsTheLeaseOfAStuckStepSoThatItsDeathIsCounted() throws InterruptedException {
        claimed(2);

        assertThat(run(LeaseEnd.STUCK, CLAIMED)).isEqualTo(WorkerEnd.STUCK);

        assertThat(released).isEmpty();
        assertThat(claims).hasSize(1);
    }

    @Test
    void keepsTheLeaseOfADocumentThatTookAllMemory() throws InterruptedException {
        claimed(2);

        assertThat(run(LeaseEnd.OUT_OF_MEMORY, CLAIMED)).isEqualTo(WorkerEnd.OUT_OF_MEMORY);

        assertThat(released).isEmpty();
    }

    @Test
    void lastsItsTurnUntilTheLeaseIsLetGo() throws InterruptedException {
        claimed(1);
        refusedReleases = 3;

        run(LeaseEnd.FAILED, FURTHER);

        assertThat(turnsEnded).isEqualTo(1);
        assertThat(releasedInTurn).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"STUCK", "OUT_OF_MEMORY"})
    void lastsItsTurnUntilTheEndIsDecidedWhenItKeepsTheLease(LeaseEnd end) throws InterruptedException {
        claimed(1);

        run(end, CLAIMED);

        assertThat(turnsEnded).isEqualTo(1);
        assertThat(decidedInTurn).isTrue();
    }

    @Test
    void goesOnWhenAHookInterruptsItsThread() throws InterruptedException {
        claims.add(Claim.NothingNow::new);
        claimed(1);
        Sleeper interrupted = duration -> {
            throw new InterruptedException();
        };

        new Slot(
                        0,
                        leases,
                        claimed -> served(FURTHER, LeaseEnd.SERVED),
                        interrupted,
                        new Idleness(null, nanos::get),
                        ending)
                .run();

        assertThat(ending.await()).isEqualTo(WorkerEnd.OVER);
        assertThat(released).containsExactly(FURTHER);
    }
}
