package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.launcher.sandbox.ProcessWorkerStart;
import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.launcher.sandbox.WorkerSettings;
import dev.backflow.launcher.sandbox.WorkerTasks;
import dev.backflow.run.ledger.ChunkWish;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Claim;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.Leases;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.ledger.WorkerLoad;
import dev.backflow.run.ledger.WorkerRow;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.manifest.PartitionRange;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.repository.RepositoryAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessPoolTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Partitions partitions = new Partitions(database.ledger());
    private final Workers workers = new Workers(database.ledger());
    private final FakeTaskLauncher tasks = new FakeTaskLauncher();
    private final List<String> failures = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Run run = serving();

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void startsAsManyWorkersAsItWasTold() {
        pool(3, LeaseTimes.DEFAULT).start();

        assertThat(tasks.launched).containsExactly("w1-1", "w1-2", "w1-3");
    }

    @Test
    void freesAndReplacesADeadWorkerAtOnce() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        claim("w1-1");
        tasks.end("w1-1", 137);

        pool.tend();

        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
        assertThat(pool.alive()).isEqualTo(1);
        assertThat(partitions.count(run.id()).free()).isEqualTo(2);
        assertThat(workers.list(run.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.lost()).isTrue());
        assertThat(failures)
                .containsExactly("Worker w1-1 ended (signal 9); 1 partition was freed, a new worker takes its place."
                        + " Its log: /logs/w1-1.log");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 69, 130, 143})
    void countsNoDeathWhenAWorkerLeft(int exitCode) {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        new Leases(database.ledger()).release(begin("w1-1"));
        workers.leave(run.id(), "w1-1");
        tasks.end("w1-1", exitCode);

        pool.tend();

        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
        assertThat(partitions.count(run.id()).free()).isEqualTo(2);
        assertThat(workers.list(run.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.lost()).isFalse());
        assertThat(partitions.deaths(run.id())).isZero();
        assertThat(failures).hasSize(exitCode == 69 ? 1 : 0);
    }

    /** Told to stop, it did not get its step to end within the grace: that is not the document's fault. */
    @Test
    void countsNoDeathWhenAWorkerThatLeavesKeepsItsPartition() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        begin("w1-1");
        workers.leave(run.id(), "w1-1");
        tasks.end("w1-1", 143);

        pool.tend();

        assertThat(partitions.count(run.id()).free()).isEqualTo(2);
        assertThat(partitions.deaths(run.id())).isZero();
        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 69, 130, 143})
    void countsADeathWhenTheExitCodeIsGoodButTheWorkerHasNotLeft(int exitCode) {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        begin("w1-1");
        tasks.end("w1-1", exitCode);

        pool.tend();

        assertThat(partitions.deaths(run.id())).isEqualTo(1);
        assertThat(workers.list(run.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.lost()).isTrue());
        assertThat(failures).singleElement().asString().contains("exit code " + exitCode);
    }

    @Test
    void countsNoDeathOfAWorkerThatWasTakenFromItsDatabase() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        begin("w1-1");
        pool.tend();

        nanos.addAndGet(LeaseTimes.DEFAULT.lease().toNanos() / 2);
        tasks.end("w1-1", 69);
        pool.tend();

        assertThat(partitions.deaths(run.id())).isZero();
        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
    }

    @Test
    void givesUpLaterWhileDeathsLeadToADocumentThatIsGivenUp() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        for (int death = 1; death <= 10; death++) {
            begin("w1-" + death);
            tasks.end("w1-" + death, 1);
            pool.tend();
        }
        begin("w1-11");
        tasks.end("w1-11", 1);

        assertThat(partitions.deaths(run.id())).isEqualTo(4);
        assertThatThrownBy(pool::tend).isInstanceOf(HopelessException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, exit code 1", "69, exit code 69: it could not reach the job repository"})
    void givesUpWhenWorkersEndWithoutServingAnythingAndNamesTheLog(int exitCode, String words) {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();
        for (int death = 1; death <= 7; death++) {
            tasks.end("w1-" + death, exitCode);
            pool.tend();
        }
        tasks.end("w1-8", exitCode);

        assertThatThrownBy(pool::tend)
                .isInstanceOf(HopelessException.class)
                .hasMessage("8 workers ended one after the other without serving anything; the last was w1-8" + " ("
                        + words + "). Its log: /logs/w1-8.log. Mend the cause, then run restart.");
        assertThat(tasks.launched).hasSize(8);
    }

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
                .containsExactly(org.assertj.core.api.Assertions.tuple(true, false));
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
    void endsAndReplacesAWorkerThatDoesNotEnterTheRunInTime() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();

        passSeconds(pool, 120);
        assertThat(tasks.cancelled).isEmpty();
        passSeconds(pool, 1);

        assertThat(tasks.cancelled).containsExactly("w1-1");
        assertThat(tasks.launched).containsExactly("w1-1", "w1-2");
        assertThat(failures)
                .containsExactly("Worker w1-1 had not entered the run 2 minutes after its start and was ended,"
                        + " a new worker takes its place. Its log: /logs/w1-1.log");
    }

    @Test
    void givesUpWhenNoWorkerEverEnters() {
        var pool = pool(1, LeaseTimes.DEFAULT);
        pool.start();

        assertThatThrownBy(() -> passSeconds(pool, 3_600))
                .isInstanceOf(HopelessException.class)
                .hasMessageContaining("8 workers ended one after the other without serving anything")
                .hasMessageContaining("it never entered the run");
        assertThat(tasks.cancelled).hasSize(8);
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

    private void passSeconds(ProcessPool pool, int seconds) {
        for (int second = 0; second < seconds; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            pool.tend();
        }
    }

    private Lease claim(String worker) {
        workers.enter(run, worker, worker, 1, NOON);
        var claim = new Leases(database.ledger()).claim(run.id(), worker, 0);
        assertThat(claim).isInstanceOf(Claim.Leased.class);
        return ((Claim.Leased) claim).lease();
    }

    /** A worker that has begun a chunk. */
    private Lease begin(String worker) {
        return new Leases(database.ledger()).grant(claim(worker), new ChunkWish(5, 1));
    }

    private Run serving() {
        var runs = new Runs(database.ledger());
        var begun =
                runs.begin(new NewRun("job", "here", "processes", 100, "a", "b", NOON), number -> "/data/" + number);
        partitions.plan(
                begun,
                "processes",
                List.of(new PartitionRange(0, 0, 10, 0), new PartitionRange(1, 10, 20, 100)),
                20,
                0);
        runs.enter(begun, Phase.SERVE);
        return runs.byId(begun.id());
    }

    /** While the pool waits, every worker leaves. */
    private ProcessPool pool(int size, LeaseTimes times) {
        return pool(ScalingRules.fixed(size), times, PoolPace.PROCESSES);
    }

    private ProcessPool pool(ScalingRules rules, LeaseTimes times, PoolPace pace) {
        var program = ProgramResource.mainClass("none", "None");
        var address = new RepositoryAddress("jdbc:none", "user", "secret", 4);
        var settings = new WorkerSettings("order.json", run.epoch(), address, null, UnaryOperator.identity());
        return new ProcessPool(
                run,
                20,
                rules,
                pace,
                new WorkerTasks(tasks, new ProcessWorkerStart(tasks, program, settings)),
                partitions,
                workers,
                new Chunks(database.ledger()),
                new Meters(database.ledger()),
                times,
                failures::add,
                wait -> {
                    waits.add(wait);
                    tasks.launched.forEach(task -> tasks.end(task, 0));
                },
                nanos::get);
    }
}
