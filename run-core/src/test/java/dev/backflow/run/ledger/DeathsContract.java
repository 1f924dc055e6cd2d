package dev.backflow.run.ledger;

import static dev.backflow.run.ledger.TestLedger.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** When a worker's death counts, and what it does to the documents that it had begun, on any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeathsContract {
    private static final ChunkWish ONE = new ChunkWish(1, 1);

    private final TestDatabase database;
    private final TestLedger ledger;
    private int workers;

    DeathsContract(TestDatabase database) {
        this.database = database;
        this.ledger = new TestLedger(database);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void countsTheDeathOfAWorkerThatHadBegunAChunk() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = begin(run, TEN);

        int freed = ledger.partitions.free(run, lease.worker(), true);

        assertThat(freed).isEqualTo(1);
        assertThat(ledger.row(run, 0)).isEqualTo(new PartitionRow(0, "OPEN", null, 2, 10, 0, 1, 10, 1));
        assertThat(ledger.workers.list(run.id()))
                .containsExactly(new WorkerRow(lease.worker(), "task-" + lease.worker(), 1, 0, false, true, true));
    }

    @Test
    void keepsAWorkerThatLeavesWithAPartitionUntilThatIsFreed() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = begin(run, TEN);

        ledger.workers.leave(run.id(), lease.worker());

        assertThat(ledger.workers.list(run.id()))
                .containsExactly(new WorkerRow(lease.worker(), "task-" + lease.worker(), 1, 0, true, false, false));

        ledger.partitions.free(run, lease.worker(), false);

        assertThat(ledger.workers.list(run.id()))
                .containsExactly(new WorkerRow(lease.worker(), "task-" + lease.worker(), 1, 0, true, true, false));
        assertThat(deaths(run)).isZero();
    }

    /** A step may outlive the tear-down inside a launcher, which has removed the segment that nobody had settled. */
    @Test
    void letsNothingBeSettledOnceAllIsFreed() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = begin(run, TEN);

        assertThat(ledger.partitions.freeAll(run)).isEqualTo(1);

        assertThatThrownBy(() -> ledger.settle(lease, 10, 0, 0)).isInstanceOf(StaleLeaseException.class);
        assertThat(ledger.row(run, 0)).isEqualTo(new PartitionRow(0, "OPEN", null, 2, 10, 0, 1, 10, 0));
        assertThat(ledger.partitions.freeAll(run)).isZero();
    }

    @Test
    void tellsWhereEachPartitionStands() {
        Run run = ledger.serving(100, 4, 10);
        Lease done = begin(run, TEN);
        Lease dying = begin(run, TEN);
        Lease serving = begin(run, new ChunkWish(4, 1));
        ledger.settle(done, 10, 0, 0);
        die(run, dying);

        assertThat(ledger.partitions.states(run.id()))
                .containsExactly(
                        new PartitionState(0, true, false, 0, 10, 0, 10, 10, false, null, 0, 0),
                        new PartitionState(1, false, true, 10, 20, 1_000, 10, 20, false, null, 10, 1),
                        new PartitionState(2, false, true, 20, 30, 2_000, 20, 24, true, serving.worker(), 4, 0),
                        new PartitionState(3, false, true, 30, 40, 3_000, 30, 30, false, null, 0, 0));
    }

    @Test
    void countsNoDeathBeforeAGrant() {
        Run run = ledger.serving(100, 1, 10);
        die(run, begin(run, TEN));
        Lease claimedOnly = ledger.enterAndClaim(run, "idle");

        die(run, claimedOnly);

        assertThat(deaths(run)).isEqualTo(1);
    }

    @Test
    void countsNoDeathAfterAnEmptyGrant() {
        Run run = ledger.serving(5, 2, 10);
        Lease idle = ledger.enterAndClaim(run, "idle");
        begin(run, TEN);
        ledger.leases.grant(idle, TEN);

        die(run, idle);

        assertThat(deaths(run)).isZero();
    }

    @Test
    void countsNoDeathOfAWorkerThatWasStoppedOrMayLive() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = begin(run, TEN);

        ledger.partitions.free(run, lease.worker(), false);

        assertThat(deaths(run)).isZero();
        assertThat(ledger.workers.list(run.id())).extracting(WorkerRow::lost).containsExactly(false);
    }

    @Test
    void countsNoDeathAfterARelease() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = begin(run, TEN);
        ledger.leases.release(lease);

        assertThat(ledger.partitions.free(run, lease.worker(), true)).isZero();

        assertThat(deaths(run)).isZero();
    }

    @Test
    void countsNoDeathWhenALauncherIsGone() {
        Run run = ledger.serving(100, 1, 10);
        begin(run, TEN);
        assertThat(ledger.partitions.hasBegunChunks(run.id())).isTrue();

        ledger.runs.takeOver(run, "there:/data");

        assertThat(deaths(run)).isZero();
        assertThat(ledger.partitions.hasBegunChunks(run.id())).isFalse();
    }

    @Test
    void aWorkerThatKeepsAPartitionIsNotGoneBeforeItWasFreed() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = begin(run, TEN);

        ledger.workers.leave(run.id(), lease.worker());

        assertThat(ledger.workers.list(run.id())).extracting(WorkerRow::gone).containsExactly(false);

        die(run, lease);

        assertThat(ledger.workers.list(run.id())).extracting(WorkerRow::gone).containsExactly(true);
        assertThat(ledger.workers.list(run.id())).extracting(WorkerRow::lost).containsExactly(true);
        assertThat(deaths(run)).isEqualTo(1);
    }

    @Test
    void countsTheSameDeathOnce() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = begin(run, TEN);

        die(run, lease);
        die(run, lease);

        assertThat(deaths(run)).isEqualTo(1);
    }

    @Test
    void suspectsOnlyThePartitionsOfTheDeadWorker() {
        Run run = ledger.serving(100, 3, 10);
        Lease dead = begin(run, TEN);
        ledger.leases.grant(ledger.claim(run, dead.worker()), TEN);
        Lease living = begin(run, TEN);

        assertThat(ledger.partitions.free(run, dead.worker(), true)).isEqualTo(2);

        assertThat(ledger.rows(run)).extracting(PartitionRow::deaths).containsExactly(1, 1, 0);
        assertThat(ledger.rows(run)).extracting(PartitionRow::owner).containsExactly(null, null, living.worker());
    }

    @Test
    void forgetsOneDeathWhenTheChunkIsSettled() {
        Run run = ledger.serving(100, 1, 10);
        die(run, begin(run, TEN));

        Lease lease = begin(run, TEN);
        assertThat(lease.isServedAlone()).isFalse();
        Lease settled = ledger.settle(lease, 1, 0, 0);

        assertThat(settled.deaths()).isZero();
        assertThat(deaths(run)).isZero();
    }

    @Test
    void servesTheChunkAloneToItsEndAfterTwoDeaths() {
        Run run = ledger.serving(100, 1, 10);
        die(run, begin(run, new ChunkWish(3, 1)));
        die(run, begin(run, new ChunkWish(3, 1)));

        Lease first = begin(run, TEN);
        Lease second = ledger.leases.settle(first, TestLedger.chunk(first, 1, 0, 0), TEN);
        Lease third = ledger.leases.settle(second, TestLedger.chunk(second, 1, 0, 0), ONE);
        Lease after = ledger.leases.settle(third, TestLedger.chunk(third, 1, 0, 0), new ChunkWish(4, 1));

        assertThat(first.isServedAlone()).isTrue();
        assertThat(second.isServedAlone()).isTrue();
        assertThat(third.isServedAlone()).isTrue();
        assertThat(first.chunkEnd()).isEqualTo(3);
        assertThat(third.chunkEnd()).isEqualTo(3);
        assertThat(third.hasLostItsNextDocumentAlone()).isFalse();
        assertThat(after.isServedAlone()).isFalse();
        assertThat(after.deaths()).isZero();
        assertThat(after.chunkEnd()).isGreaterThan(after.nextOrdinal());
        assertThat(ledger.row(run, 0).deaths()).isZero();
    }

    @Test
    void blamesTheDocumentThatWasLostAloneAndNotTheNext() {
        Run run = ledger.serving(100, 1, 10);
        die(run, begin(run, new ChunkWish(3, 1)));
        die(run, begin(run, new ChunkWish(3, 1)));
        die(run, begin(run, ONE));

        Lease blaming = begin(run, ONE);
        Lease next = ledger.leases.settle(blaming, TestLedger.chunk(blaming, 0, 1, 0), ONE);

        assertThat(blaming.hasLostItsNextDocumentAlone()).isTrue();
        assertThat(next.nextOrdinal()).isEqualTo(1);
        assertThat(next.isServedAlone()).isTrue();
        assertThat(next.hasLostItsNextDocumentAlone()).isFalse();
        assertThat(deaths(run)).isEqualTo(2);
    }

    @Test
    void staysAloneWhenALauncherIsGoneInBetween() {
        Run run = ledger.serving(100, 1, 10);
        die(run, begin(run, new ChunkWish(3, 1)));
        die(run, begin(run, new ChunkWish(3, 1)));
        begin(run, ONE);

        Run taken = ledger.runs.takeOver(run, "there:/data");
        Lease lease = begin(taken, ONE);

        assertThat(lease.isServedAlone()).isTrue();
        assertThat(lease.hasLostItsNextDocumentAlone()).isFalse();
        assertThat(lease.chunkEnd()).isEqualTo(3);
    }

    /** A new worker claims and begins a chunk. */
    private Lease begin(Run run, ChunkWish wish) {
        Lease lease = ledger.enterAndClaim(run, "w" + ++workers);
        return ledger.leases.grant(lease, wish);
    }

    private void die(Run run, Lease lease) {
        ledger.partitions.free(run, lease.worker(), true);
    }

    private int deaths(Run run) {
        return ledger.row(run, 0).deaths();
    }
}
