package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.backflow.run.ledger.Claim;
import dev.backflow.run.ledger.Leases;
import dev.backflow.run.ledger.WorkerLoad;
import dev.backflow.run.ledger.WorkerRow;
import dev.backflow.worker.lease.LeaseTimes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Workers that are not heard of, as their pool sees it. */
class SilentWorkersTest extends PoolFixture {
    @Test
    void freesASilentWorkerWithoutCountingADeath() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        claim("w1-1");

        pool.tend();
        for (long second = 0; second <= LeaseTimes.DEFAULT.lease().toSeconds(); second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            pool.tend();
        }

        assertThat(tasks.cancelled).containsExactly("w1-1");
        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
        assertThat(partitions.count(run.id()).free()).isEqualTo(2);
        assertThat(workers.list(run.id()))
                .extracting(WorkerRow::gone, WorkerRow::lost)
                .containsExactly(tuple(true, false));
        assertThat(failures)
                .containsExactly("Worker w1-1 was not heard of for a whole lease; 1 of its partitions were freed.");
    }

    /** It waited for the database, or was stopped; its workers may have beaten as soon as they could. */
    @Test
    void leavesWorkersAloneAfterATimeInWhichItCouldNotLook() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        claim("w1-1");

        pool.tend();
        nanos.addAndGet(LeaseTimes.DEFAULT.lease().toNanos() + 1);
        pool.tend();

        assertThat(tasks.cancelled).isEmpty();
        assertThat(partitions.count(run.id()).leased()).isEqualTo(1);
    }

    /** The launcher tends its workers ten times a second, so that this is a tenth of a second after the lease. */
    @Test
    void handsOnWhatASilentWorkerHeldAtTheFirstLookAfterItsLease() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        claim("w1-1");
        long tick = Duration.ofMillis(100).toNanos();
        long lease = LeaseTimes.DEFAULT.lease().toNanos();

        long silence = 0;
        pool.tend();
        while (partitions.count(run.id()).free() < 2) {
            silence += tick;
            nanos.addAndGet(tick);
            pool.tend();
        }

        assertThat(silence).isEqualTo(lease + tick);
        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
        workers.enter(run, "w1-2", "w1-2", 1, NOON);
        assertThat(new Leases(database.ledger()).claim(run.id(), "w1-2", 0)).isInstanceOf(Claim.Leased.class);
    }

    @Test
    void leavesAWorkerAloneThatBeatsOnceALease() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        claim("w1-1");

        for (int beat = 0; beat < 10; beat++) {
            for (long second = 0; second < LeaseTimes.DEFAULT.lease().toSeconds(); second++) {
                pool.tend();
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            }
            workers.beat(run.id(), "w1-1", new WorkerLoad(0, 0));
        }

        pool.tend();
        assertThat(tasks.launched).containsExactly("w1-1");
        assertThat(partitions.count(run.id()).leased()).isEqualTo(1);
    }
}
