package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.Leases;
import dev.backflow.run.ledger.WorkerLoad;
import dev.backflow.worker.lease.LeaseTimes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessPoolTest extends PoolFixture {
    @Test
    void startsAsManyWorkersAsItWasTold() {
        pool(3, LeaseTimes.DEFAULT).start();

        assertThat(tasks.launched).containsExactly("w1-1", "w1-2", "w1-3");
    }

    @Test
    void addsAWorkerWhileTheOthersAreBusyAndPartitionsWait() {
        var pool = pool(new ScalingRules(1, 2, 0.9, null), LeaseTimes.DEFAULT, PoolPace.PROCESSES);
        pool.start();
        claim("w1-1");
        workers.beat(run.id(), "w1-1", new WorkerLoad(0.8, 0.3));
        passSeconds(pool, 30);
        assertThat(tasks.launched).containsExactly("w1-1");

        workers.beat(run.id(), "w1-1", new WorkerLoad(0.2, 0.95));
        passSeconds(pool, 1);

        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
    }

    @Test
    void replacesNobodyThatLeftAsNoPartitionWaits() {
        var pool = pool(2, LeaseTimes.DEFAULT);
        pool.start();
        claim("w1-1");
        new Leases(database.ledger()).claim(run.id(), "w1-1", 0);
        workers.enter(run, "w1-2", "w1-2", 1, NOON);
        workers.leave(run.id(), "w1-2");
        tasks.end("w1-2", 0);

        passSeconds(pool, 3);

        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
        assertThat(failures).isEmpty();
    }

    @Test
    void looksAtTasksElsewhereOnceASecond() {
        var pool = pool(ScalingRules.fixed(1), LeaseTimes.DEFAULT, PoolPace.TASKS);
        pool.start();
        tasks.end("w1-1", 1);

        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        pool.tend();
        assertThat(tasks.launched).containsExactly("w1-1");
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        pool.tend();

        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
    }

    @Test
    void waitsForWorkersThatLeave() throws Exception {
        var pool = pool(2, LeaseTimes.DEFAULT);
        pool.start();
        tasks.end("w1-1", 0);

        var drained = pool.drain(Duration.ofDays(1));

        assertThat(drained).isTrue();
        assertThat(waits).hasSize(1);
        assertThat(tasks.cancelled).isEmpty();
        assertThat(pool.alive()).isZero();
    }

    @Test
    void cancelsWorkersThatDoNotLeaveInTime() throws Exception {
        var pool = pool(2, LeaseTimes.DEFAULT);
        pool.start();
        tasks.end("w1-1", 0);

        assertThat(pool.drain(Duration.ZERO)).isFalse();

        assertThat(tasks.cancelled).contains("w1-2");
        assertThat(pool.alive()).isZero();
    }
}
