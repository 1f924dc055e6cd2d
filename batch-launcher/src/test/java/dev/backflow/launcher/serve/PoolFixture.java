package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A pool of one run with two partitions, whose workers are tasks that end when a test says so. */
abstract class PoolFixture {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    final TestDatabase database = TestDatabase.h2InMemory();
    final Partitions partitions = new Partitions(database.ledger());
    final Workers workers = new Workers(database.ledger());
    final FakeTaskLauncher tasks = new FakeTaskLauncher();
    final List<String> failures = new ArrayList<>();
    final List<Duration> waits = new ArrayList<>();
    final AtomicLong nanos = new AtomicLong();
    final Run run = serving();

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    void passSeconds(ProcessPool pool, int seconds) {
        for (int second = 0; second < seconds; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            pool.tend();
        }
    }

    Lease claim(String worker) {
        workers.enter(run, worker, worker, 1, NOON);
        var claim = new Leases(database.ledger()).claim(run.id(), worker, 0);
        assertThat(claim).isInstanceOf(Claim.Leased.class);
        return ((Claim.Leased) claim).lease();
    }

    /** A worker that has begun a chunk. */
    Lease begin(String worker) {
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
    ProcessPool pool(int size, LeaseTimes times) {
        return pool(ScalingRules.fixed(size), times, PoolPace.PROCESSES);
    }

    ProcessPool pool(ScalingRules rules, LeaseTimes times, PoolPace pace) {
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
