package dev.backflow.run.ledger;

import static dev.backflow.run.ledger.TestLedger.NOON;
import static dev.backflow.run.ledger.TestLedger.TEN;
import static dev.backflow.run.ledger.TestLedger.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What a lease can do after it was lost, and at the very moment at which it is lost, on any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FenceContract {
    private final TestDatabase database;
    private final TestLedger ledger;
    private final TransactionTemplate transaction;

    FenceContract(TestDatabase database) {
        this.database = database;
        this.ledger = new TestLedger(database);
        this.transaction = new TransactionTemplate(database.transactionManager());
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** The ways in which a worker loses a lease while it still believes to hold it. */
    enum Loss {
        FREED {
            @Override
            void happen(TestLedger ledger, Lease lease) {
                ledger.partitions.free(lease.run(), lease.worker(), false);
            }
        },
        FREED_AND_CLAIMED_AGAIN {
            @Override
            void happen(TestLedger ledger, Lease lease) {
                FREED.happen(ledger, lease);
                ledger.leases.grant(ledger.enterAndClaim(lease.run(), "successor"), TEN);
            }
        },
        RELEASED_AND_CLAIMED_AGAIN_BY_ANOTHER_SLOT {
            @Override
            void happen(TestLedger ledger, Lease lease) {
                ledger.leases.release(lease);
                ledger.claim(lease.run(), lease.worker());
            }
        },
        TAKEN_OVER {
            @Override
            void happen(TestLedger ledger, Lease lease) {
                ledger.runs.takeOver(lease.run(), "there:/data");
            }
        },
        CLOSED {
            @Override
            void happen(TestLedger ledger, Lease lease) {
                ledger.runs.close(lease.run(), RunOutcome.ABANDONED, NOON);
            }
        };

        abstract void happen(TestLedger ledger, Lease lease);
    }

    @ParameterizedTest
    @EnumSource
    void letsALostLeaseChangeNothing(Loss loss) {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = ledger.leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(5, 1));
        loss.happen(ledger, lease);
        List<Object> before = ledger.everything(run);

        assertThatThrownBy(() -> ledger.leases.grant(lease, TEN))
                .isInstanceOf(StaleLeaseException.class)
                .hasMessageContaining("w1")
                .hasMessageContaining("partition 0");
        assertThatThrownBy(() -> ledger.settle(lease, 5, 0, 0)).isInstanceOf(StaleLeaseException.class);
        assertThat(ledger.leases.release(lease)).isFalse();

        assertThat(ledger.everything(run)).isEqualTo(before);
    }

    @Test
    void letsALeaseOfAnEarlierEpochChangeNothingEvenUnderTheSameFence() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = ledger.leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(5, 1));
        database.jdbc()
                .sql("UPDATE BACKFLOW_RUN SET EPOCH = 2 WHERE RUN_ID = ?")
                .param(run.id())
                .update();

        assertThatThrownBy(() -> ledger.settle(lease, 5, 0, 0)).isInstanceOf(StaleLeaseException.class);
    }

    @Test
    void settlesNoChunkTwice() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = ledger.leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(5, 1));
        SettledChunk chunk = chunk(lease, 5, 0, 0);
        ledger.leases.settle(lease, chunk, TEN);
        List<Object> before = ledger.everything(run);

        assertThatThrownBy(() -> ledger.leases.settle(lease, chunk, TEN)).isInstanceOf(StaleLeaseException.class);

        assertThat(ledger.everything(run)).isEqualTo(before);
    }

    @Test
    void makesASettleStaleThatHadToWaitForTheLeaseToBeFreed() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = ledger.leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(5, 1));

        CompletableFuture<Lease> late = transaction.execute(status -> {
            ledger.partitions.free(run, "w1", true);
            var settling = aside(() -> ledger.settle(lease, 5, 0, 0));
            awaitBlocked(1, settling);
            return settling;
        });

        assertThatThrownBy(late::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StaleLeaseException.class);
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 0, 5));
        assertThat(ledger.chunks.inOrder(run.id())).isEmpty();
    }

    @RepeatedTest(15)
    void countsOnceWhenAStaleSettleRacesWithTheSuccessors() throws InterruptedException {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = ledger.leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(5, 1));
        ledger.enter(run, "successor");

        List<Boolean> settled = Together.run(3, thread -> switch (thread) {
            case 0 -> settles(lease);
            case 1 -> {
                ledger.partitions.free(run, "w1", true);
                yield settles(ledger.leases.grant(ledger.claim(run, "successor"), TEN));
            }
            default -> settles(lease);
        });

        assertThat(settled.get(1)).isTrue();
        assertThat(ledger.meter(run).used())
                .isEqualTo(ledger.chunks.totals(run.id()).serviced())
                .isEqualTo(3L * settled.stream().filter(done -> done).count());
        assertThat(ledger.meter(run).granted())
                .isEqualTo(ledger.partitions.count(run.id()).granted());
    }

    private boolean settles(Lease lease) {
        try {
            ledger.settle(lease, 3, 0, 0);
            return true;
        } catch (StaleLeaseException e) {
            return false;
        }
    }

    @Test
    void freesAlsoWhatTheWorkerWasClaimingAtThatMoment() {
        Run run = ledger.serving(100, 2, 10);
        ledger.enter(run, "w1");

        CompletableFuture<Integer> freeing = transaction.execute(status -> {
            ledger.claim(run, "w1");
            var freed = aside(() -> ledger.partitions.free(run, "w1", true));
            awaitBlocked(1, freed);
            return freed;
        });

        assertThat(freeing.join()).isEqualTo(1);
        assertThat(ledger.rows(run)).extracting(PartitionRow::owner).containsOnlyNulls();
    }

    @Test
    void closesARunInTheMiddleOfAGrant() {
        Run run = ledger.serving(100, 1, 10);
        Lease lease = ledger.enterAndClaim(run, "w1");

        List<CompletableFuture<?>> others = transaction.execute(status -> {
            ledger.meters.lock(run.id());
            var granting = aside(() -> ledger.leases.grant(lease, TEN));
            awaitBlocked(1, granting);
            var closing = aside(() -> {
                ledger.runs.close(run, RunOutcome.ABANDONED, NOON);
                return "closed";
            });
            awaitBlocked(2, closing);
            return List.of(granting, closing);
        });

        assertThat(others).allSatisfy(other -> assertThat(other.join()).isNotNull());
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 0, 0));
        assertThat(ledger.row(run, 0).state()).isEqualTo("NOT_SERVED");
    }

    @Test
    void takesARunOverWhileAClaimerGoesOnToItsNextCandidate() {
        Run run = ledger.serving(100, 2, 10);
        Lease moved = ledger.enterAndClaim(run, "w1");
        ledger.leases.release(moved);
        ledger.enter(run, "w2");

        List<CompletableFuture<?>> others = transaction.execute(status -> {
            assertThat(ledger.claim(run, "w1").partition()).isZero();
            var claiming = aside(() -> ledger.leases.claim(run.id(), "w2", 0));
            awaitBlocked(1, claiming);
            var taking = aside(() -> ledger.runs.takeOver(run, "there:/data"));
            awaitBlocked(2, taking);
            return List.of(claiming, taking);
        });

        assertThat(others).allSatisfy(other -> assertThat(other.join()).isNotNull());
        assertThat(ledger.rows(run)).extracting(PartitionRow::owner).containsOnlyNulls();
        assertThat(ledger.runs.byId(run.id()).epoch()).isEqualTo(2);
    }

    private static <T> CompletableFuture<T> aside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, runnable -> new Thread(runnable).start());
    }

    /** Waits until so many sessions wait for a lock, or the last of them has come through without. */
    private void awaitBlocked(int sessions, CompletableFuture<?> last) {
        while (!last.isDone() && database.blockedSessions() < sessions) {
            // A short pause, so that asking does not keep H2 from going on.
            LockSupport.parkNanos(1_000_000);
        }
    }
}
