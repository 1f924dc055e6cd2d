package dev.backflow.run.ledger;

import static dev.backflow.run.ledger.TestLedger.NOON;
import static dev.backflow.run.ledger.TestLedger.TEN;
import static dev.backflow.run.ledger.TestLedger.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/** Claiming partitions, and the arithmetic of grant, settle and finish, on any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LeasesContract {
    private final TestDatabase database;
    private final TestLedger ledger;
    private final Leases leases;

    LeasesContract(TestDatabase database) {
        this.database = database;
        this.ledger = new TestLedger(database);
        this.leases = ledger.leases;
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void claimsWithTheNextFenceAndWhatThePartitionHolds() {
        Run run = ledger.serving(100, 2, 10);

        Lease lease = ledger.enterAndClaim(run, "w1");

        assertThat(lease).isEqualTo(new Lease(run, 0, "w1", 1, 0, 10, 0, 0, 0, 0, 0));
        assertThat(ledger.row(run, 0)).isEqualTo(new PartitionRow(0, "OPEN", "w1", 1, 0, 0, -1, 0, 0));
        assertThat(ledger.partitions.count(run.id())).isEqualTo(new PartitionCounts(1, 1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 19, Integer.MAX_VALUE})
    void claimsAPartitionThatHoldsAGrantBeforeAllOthers(int turn) {
        Run run = ledger.serving(100, 4, 10);
        Lease first = ledger.enterAndClaim(run, "w1");
        Lease second = leases.grant(ledger.claim(run, "w1"), TEN);
        leases.release(first);
        leases.release(second);

        Claim claim = leases.claim(run.id(), "w1", turn);

        assertThat(claim).isInstanceOf(Claim.Leased.class);
        Lease lease = ((Claim.Leased) claim).lease();
        assertThat(List.of((long) lease.partition(), lease.granted(), lease.fence()))
                .containsExactly(1L, 10L, 2L);
    }

    @Test
    void spreadsClaimersOverThePartitionsByTheirTurn() {
        Run run = ledger.serving(100, 4, 10);
        ledger.enter(run, "w1");

        Claim claim = leases.claim(run.id(), "w1", 2);

        assertThat(((Claim.Leased) claim).lease().partition()).isEqualTo(2);
    }

    @Test
    void claimsOnlyPartitionsWithAGrantWhileTheMeterHasNothingToGive() {
        Run run = ledger.serving(5, 3, 10);
        Lease holder = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);
        ledger.enter(run, "w2");

        assertThat(leases.claim(run.id(), "w2", 0)).isInstanceOf(Claim.NothingNow.class);

        leases.release(holder);
        assertThat(ledger.claim(run, "w2").granted()).isEqualTo(5);
    }

    @Test
    void claimsNothingUnderALimitOfZero() {
        Run run = ledger.serving(0, 3, 10);
        ledger.enter(run, "w1");

        assertThat(leases.claim(run.id(), "w1", 0)).isInstanceOf(Claim.NothingNow.class);
    }

    @Test
    void claimsNothingOnceTheRunWasAskedToStop() {
        Run run = ledger.serving(100, 3, 10);
        ledger.enter(run, "w1");
        ledger.runs.requestStop(run);

        assertThat(leases.claim(run.id(), "w1", 0)).isInstanceOf(Claim.Over.class);
    }

    @Test
    void claimsNothingOutsideThePhaseOfServing() {
        Run run = ledger.serving(100, 3, 10);
        ledger.enter(run, "w1");
        ledger.runs.enter(run, Phase.TEARDOWN);

        assertThat(leases.claim(run.id(), "w1", 0)).isInstanceOf(Claim.Over.class);
    }

    @Test
    void claimsNothingForAWorkerThatIsGoneOrUnknown() {
        Run run = ledger.serving(100, 3, 10);
        ledger.enter(run, "left");
        ledger.workers.leave(run.id(), "left");
        ledger.enter(run, "freed");
        ledger.partitions.free(run, "freed", false);

        assertThat(List.of("left", "freed", "unknown"))
                .allSatisfy(
                        worker -> assertThat(leases.claim(run.id(), worker, 0)).isInstanceOf(Claim.Over.class));
    }

    @Test
    void takesBackAClaimWhoseAnswerWasLost() {
        Run run = ledger.serving(100, 1, 10);
        ledger.enter(run, "w1");
        var transactions =
                new BrokenTransactions(database.transactionManager(), BrokenTransactions.Fault.ANSWER_IS_LOST);
        var cutOff = new Leases(new LedgerDatabase(database.dataSource(), transactions));

        Claim claim = cutOff.claim(run.id(), "w1", 0);

        assertThat(claim).isInstanceOf(Claim.Unanswered.class);
        assertThat(ledger.row(run, 0).owner()).isEqualTo("w1");
        Lease unanswered = ((Claim.Unanswered) claim).lease();
        assertThat(leases.withdraw(unanswered)).isTrue();
        assertThat(ledger.row(run, 0).owner()).isNull();
        assertThat(ledger.claim(run, "w1").fence()).isEqualTo(2);
        assertThatThrownBy(() -> leases.grant(unanswered, TEN)).isInstanceOf(StaleLeaseException.class);
    }

    @Test
    void takesNothingBackWhenTheClaimWasNotMade() {
        Run run = ledger.serving(100, 1, 10);
        ledger.enter(run, "w1");
        var transactions = new BrokenTransactions(database.transactionManager(), BrokenTransactions.Fault.COMMIT_FAILS);
        var cutOff = new Leases(new LedgerDatabase(database.dataSource(), transactions));

        Claim claim = cutOff.claim(run.id(), "w1", 0);

        assertThat(claim).isInstanceOf(Claim.Unanswered.class);
        Lease unanswered = ((Claim.Unanswered) claim).lease();
        assertThat(leases.withdraw(unanswered)).isFalse();

        Lease ofAnotherSlot = leases.grant(ledger.claim(run, "w1"), TEN);
        assertThat(ofAnotherSlot.fence()).isEqualTo(unanswered.fence());
        assertThat(leases.withdraw(unanswered)).isFalse();
        assertThat(ledger.settle(ofAnotherSlot, 10, 0, 0).isFinished()).isTrue();
    }

    @Test
    void claimsEachOfAHundredPartitionsOnceForTwentySlots() throws InterruptedException {
        Run run = ledger.serving(1_000, 100, 1);
        ledger.enter(run, "w1");

        List<List<Lease>> claimed = Together.run(20, slot -> {
            List<Lease> mine = new ArrayList<>();
            for (int tries = 0;
                    tries < 1_000 && ledger.partitions.count(run.id()).free() > 0;
                    tries++) {
                if (leases.claim(run.id(), "w1", slot) instanceof Claim.Leased leased) {
                    mine.add(leased.lease());
                }
            }
            return mine;
        });

        assertThat(claimed.stream().flatMap(List::stream).map(Lease::partition))
                .hasSize(100)
                .doesNotHaveDuplicates();
        assertThat(ledger.rows(run)).extracting(PartitionRow::fence).containsOnly(1L);
    }

    @Test
    void setsTheGrantAsideInMeterAndPartition() {
        Run run = ledger.serving(100, 2, 10);
        Lease lease = ledger.enterAndClaim(run, "w1");

        Lease granted = leases.grant(lease, new ChunkWish(4, 1));

        assertThat(granted).isEqualTo(new Lease(run, 0, "w1", 1, 0, 10, 0, 4, 0, 4, 0));
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 0, 4));
        assertThat(ledger.row(run, 0)).isEqualTo(new PartitionRow(0, "OPEN", "w1", 1, 4, 0, 1, 4, 0));
    }

    @Test
    void grantsWhatThereIsWhenTheMeterHasLess() {
        Run run = ledger.serving(3, 2, 10);

        Lease first = leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(2, 1));
        Lease second = leases.grant(ledger.claim(run, "w1"), TEN);

        assertThat(List.of(first.granted(), second.granted())).containsExactly(2L, 1L);
        assertThat(ledger.meter(run)).isEqualTo(new Meter(3, 0, 3));
    }

    @Test
    void grantsNothingWhenOthersHoldEverything() {
        Run run = ledger.serving(5, 2, 10);
        Lease first = ledger.enterAndClaim(run, "w1");
        Lease second = ledger.claim(run, "w1");
        leases.grant(first, TEN);

        Lease empty = leases.grant(second, TEN);

        assertThat(empty.granted()).isZero();
        assertThat(ledger.row(run, 1)).isEqualTo(new PartitionRow(1, "OPEN", "w1", 1, 0, 10, -1, 10, 0));
        assertThat(ledger.meter(run)).isEqualTo(new Meter(5, 0, 5));
    }

    @Test
    void grantsNoMoreThanAFairShareOfWhatIsLeft() {
        Run run = ledger.serving(40, 2, 100);

        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(100, 4));

        assertThat(lease.granted()).isEqualTo(10);
    }

    @Test
    void grantsOneUnitEvenWhenAFairShareIsLess() {
        Run run = ledger.serving(3, 2, 100);

        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(100, 20));

        assertThat(lease.granted()).isEqualTo(1);
    }

    @Test
    void grantsNoMoreThanThePartitionHasDocuments() {
        Run run = ledger.serving(100, 2, 3);

        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);

        assertThat(lease.granted()).isEqualTo(3);
    }

    @Test
    void grantsOnlyWhatTheInheritedGrantLacks() {
        Run run = ledger.serving(100, 1, 10);
        leases.release(leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(4, 1)));

        Lease inherited = leases.grant(ledger.claim(run, "w1"), new ChunkWish(6, 1));

        assertThat(inherited.granted()).isEqualTo(6);
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 0, 6));
    }

    @Test
    void refusesASecondGrantToALeaseAsItWasBeforeTheFirst() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = ledger.enterAndClaim(run, "w1");
        leases.grant(lease, new ChunkWish(4, 1));

        assertThatThrownBy(() -> leases.grant(lease, new ChunkWish(4, 1))).isInstanceOf(StaleLeaseException.class);

        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 0, 4));
    }

    @Test
    void settlesServicedUnitsAndLeavesThoseOfRejectedDocumentsToTheNext() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(5, 1));
        SettledChunk chunk = chunk(lease, 1, 1, 3);

        Lease next = leases.settle(lease, chunk, new ChunkWish(4, 1));

        assertThat(next).isEqualTo(new Lease(run, 0, "w1", 1, 0, 10, 0, 4, 5, 9, 0));
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 2, 4));
        assertThat(ledger.row(run, 0)).isEqualTo(new PartitionRow(0, "OPEN", "w1", 1, 4, 5, 1, 9, 0));
        assertThat(ledger.chunks.inOrder(run.id())).containsExactly(chunk);
        assertThat(ledger.chunks.totals(run.id())).isEqualTo(new ChunkTotals(1, 1, 1, 3, 4));
    }

    @Test
    void settlesPartOfWhatIsGranted() {
        Run run = ledger.serving(6, 1, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);

        Lease next = ledger.settle(lease, 2, 0, 0);

        assertThat(next.granted()).isEqualTo(4);
        assertThat(ledger.meter(run)).isEqualTo(new Meter(6, 2, 4));
    }

    @Test
    void usesTheLimitUpAndGrantsNothingMore() {
        Run run = ledger.serving(3, 1, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);

        Lease next = ledger.settle(lease, 2, 1, 0);

        assertThat(next.granted()).isZero();
        assertThat(next.isFinished()).isFalse();
        assertThat(ledger.meter(run).isLimitReached()).isTrue();
        assertThat(ledger.row(run, 0)).isEqualTo(new PartitionRow(0, "OPEN", "w1", 1, 0, 3, -1, 3, 0));
    }

    @Test
    void finishesWithTheUnusedUnitsBackInTheMeter() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);

        Lease finished = ledger.settle(lease, 3, 0, 7);

        assertThat(finished.isFinished()).isTrue();
        assertThat(finished.granted()).isZero();
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 3, 0));
        assertThat(ledger.row(run, 0)).isEqualTo(new PartitionRow(0, "DONE", null, 1, 0, 10, -1, 10, 0));
        assertThat(leases.claim(run.id(), "w1", 0)).isInstanceOf(Claim.NothingNow.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10})
    void neverCountsRejectedDocuments(int rejected) {
        Run run = ledger.serving(10, 1, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);

        ledger.settle(lease, 10 - rejected, 0, rejected);

        assertThat(ledger.meter(run)).isEqualTo(new Meter(10, 10 - rejected, 0));
    }

    @Test
    void refusesToServiceMoreThanIsGranted() {
        Run run = ledger.serving(100, 2, 10);
        leases.grant(ledger.enterAndClaim(run, "w1"), TEN);
        Lease lease = leases.grant(ledger.claim(run, "w1"), new ChunkWish(2, 1));
        List<Object> before = ledger.everything(run);

        assertThatThrownBy(() -> ledger.settle(lease, 3, 0, 0)).isInstanceOf(IllegalArgumentException.class);

        assertThat(ledger.everything(run)).isEqualTo(before);
    }

    @Test
    void refusesAChunkThatDoesNotContinueTheLease() {
        Run run = ledger.serving(100, 2, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);
        List<Object> before = ledger.everything(run);

        assertThat(List.of(
                        new SettledChunk(1, 0, 1, 1, 1, 0, 0, 1, "another partition"),
                        new SettledChunk(0, 1, 2, 1, 1, 0, 0, 1, "a gap"),
                        new SettledChunk(0, 0, 1, 2, 1, 0, 0, 1, "another fence"),
                        new SettledChunk(0, 0, 11, 1, 1, 0, 10, 1, "beyond the end")))
                .allSatisfy(chunk -> assertThatThrownBy(() -> leases.settle(lease, chunk, TEN))
                        .isInstanceOf(IllegalArgumentException.class));

        assertThat(ledger.everything(run)).isEqualTo(before);
    }

    /** It was started by a launcher that was paused meanwhile, and would not be watched by the one that took over. */
    @Test
    void givesNothingToAWorkerThatEntersForASupersededLauncher() {
        Run before = ledger.serving(100, 1, 10);
        ledger.runs.takeOver(before, "another host");
        ledger.enter(before, "late");

        assertThat(leases.claim(before.id(), "late", 0)).isInstanceOf(Claim.Over.class);
        assertThat(ledger.partitions.count(before.id()).leased()).isZero();
    }

    @Test
    void keepsTheMeterExactByTheSchemaToo() {
        Run run = ledger.serving(10, 1, 10);

        assertThat(List.of("USED = 11", "GRANTED = 11", "USED = 6, GRANTED = 5", "USED = -1", "GRANTED = -1"))
                .allSatisfy(values -> assertThatThrownBy(() -> database.jdbc()
                                .sql("UPDATE BACKFLOW_METER SET " + values + " WHERE RUN_ID = ?")
                                .param(run.id())
                                .update())
                        .isInstanceOf(DataIntegrityViolationException.class));
    }

    @Test
    void leavesNothingOfASettleWhoseTransactionIsRolledBack() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(5, 1));
        List<Object> before = ledger.everything(run);

        new TransactionTemplate(database.transactionManager()).executeWithoutResult(status -> {
            ledger.settle(lease, 5, 0, 0);
            status.setRollbackOnly();
        });

        assertThat(ledger.everything(run)).isEqualTo(before);
        assertThat(ledger.settle(lease, 5, 0, 0).nextOrdinal()).isEqualTo(5);
        assertThat(ledger.meter(run).used()).isEqualTo(5);
    }

    @Test
    void releasesWithTheGrantForWhoeverComesNext() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(5, 1));

        assertThat(leases.release(lease)).isTrue();

        ledger.enter(run, "w2");
        assertThat(ledger.claim(run, "w2")).isEqualTo(new Lease(run, 0, "w2", 2, 0, 10, 0, 5, 0, 5, 0));
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 0, 5));
    }

    @Test
    void countsOnceWhenTheAnswerToASettleWasLost() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(5, 1));
        leases.settle(lease, chunk(lease, 5, 0, 0), new ChunkWish(3, 1));

        leases.release(lease);
        Lease again = ledger.claim(run, "w1");

        assertThat(again).isEqualTo(new Lease(run, 0, "w1", 2, 0, 10, 0, 3, 5, 8, 0));
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 5, 3));
    }

    @Test
    void grantsOnceWhenTheAnswerToAGrantWasLost() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = ledger.enterAndClaim(run, "w1");
        leases.grant(lease, new ChunkWish(4, 1));

        leases.release(lease);
        Lease again = leases.grant(ledger.claim(run, "w1"), new ChunkWish(4, 1));

        assertThat(again.granted()).isEqualTo(4);
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 0, 4));
    }

    @Test
    void releasesNothingWhenTheAnswerToTheLastSettleWasLost() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);
        ledger.settle(lease, 10, 0, 0);

        assertThat(leases.release(lease)).isFalse();

        assertThat(ledger.row(run, 0).state()).isEqualTo("DONE");
    }

    @Test
    void passesOneUnitOnUntilItIsUsed() {
        Run run = ledger.serving(1, 3, 2);
        Lease first = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);

        ledger.settle(ledger.settle(first, 0, 0, 1), 0, 0, 1);
        Lease second = leases.grant(ledger.claim(run, "w1"), TEN);
        leases.release(ledger.settle(second, 0, 0, 1));
        Lease third = leases.grant(ledger.claim(run, "w1"), TEN);
        ledger.settle(third, 1, 0, 0);

        assertThat(ledger.meter(run)).isEqualTo(new Meter(1, 1, 0));
        assertThat(ledger.rows(run)).extracting(PartitionRow::state).containsExactly("DONE", "DONE", "OPEN");
        assertThat(leases.claim(run.id(), "w1", 0)).isInstanceOf(Claim.NothingNow.class);
    }

    @Test
    void marksThePublishedChunksOfAPartitionUpToAnOrdinal() {
        Run run = ledger.serving(100, 2, 10);
        Lease lease = leases.grant(ledger.enterAndClaim(run, "w1"), TEN);
        ledger.settle(ledger.settle(ledger.settle(lease, 2, 0, 0), 3, 0, 0), 5, 0, 0);
        ledger.settle(leases.grant(ledger.claim(run, "w1"), TEN), 4, 0, 0);

        ledger.chunks.markPublished(run.id(), 0, 5);

        assertThat(ledger.chunks.unpublished(run.id(), 0))
                .extracting(SettledChunk::firstOrdinal)
                .containsExactly(5L);
        assertThat(ledger.chunks.unpublished(run.id()))
                .extracting(SettledChunk::firstOrdinal)
                .containsExactly(5L, 10L);
    }

    @Test
    void countsTheBeatsOfALivingWorkerAndRefusesThoseOfOneThatIsGone() {
        Run run = ledger.serving(100, 1, 10);
        ledger.enter(run, "w1");
        ledger.enter(run, "w2");
        var load = new WorkerLoad(0.5, 0.25);

        boolean alive = ledger.workers.beat(run.id(), "w1", load);
        ledger.runs.close(run, RunOutcome.COMPLETED, NOON);

        assertThat(alive).isTrue();
        assertThat(ledger.workers.beat(run.id(), "w1", load)).isFalse();
        assertThat(ledger.workers.list(run.id()))
                .containsExactly(
                        new WorkerRow("w1", "task-w1", 1, 1, false, true, false, load),
                        new WorkerRow("w2", "task-w2", 1, 0, false, true, false));
    }
}
