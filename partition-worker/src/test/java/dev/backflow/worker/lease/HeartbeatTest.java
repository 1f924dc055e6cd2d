package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.ledger.Workers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A heart on the test's own thread, whose sleeper ends it after some beats. */
@Timeout(30)
class HeartbeatTest {
    private static final LeaseTimes LONG = new LeaseTimes(Duration.ofMinutes(1), Duration.ofHours(1));
    private static final LeaseTimes SHORT = new LeaseTimes(Duration.ofMillis(1), Duration.ofMillis(5));

    private final Ending ending = new Ending();
    private TestDatabase database;
    private Run run;
    private int sleeps;
    private boolean decidedBefore;
    private @Nullable Duration silence;

    @BeforeEach
    void enter() {
        database = TestDatabase.h2InMemory();
        run = new Runs(database.ledger())
                .begin(
                        new NewRun("job", "here", "inline", 10, "a".repeat(64), "b".repeat(64), Instant.EPOCH),
                        number -> "/data/" + number);
        new Workers(database.ledger()).enter(run, "w1", "t1", 2, Instant.EPOCH);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static LedgerDatabase ledger(DataSource source) {
        return new LedgerDatabase(source, new JdbcTransactionManager(source));
    }

    private DataSource failing(AtomicInteger failures) {
        return new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (failures.getAndDecrement() > 0) {
                    throw new SQLException("out of reach", "08001");
                }
                return super.getConnection();
            }
        };
    }

    private void beat(DataSource source, LeaseTimes times, int beats) {
        new Heartbeat(
                        new Workers(ledger(source)),
                        new Runs(ledger(source)),
                        run,
                        "w1",
                        times,
                        duration -> {
                            assertThat(duration).isEqualTo(times.heartbeat());
                            if (sleeps++ == beats) {
                                decidedBefore = ending.isDecided();
                                ending.because(WorkerEnd.STOPPED);
                                throw new InterruptedException();
                            }
                        },
                        ProcessLoad.of(1, 1),
                        new LauncherWatch(silence),
                        ending)
                .run();
        Thread.interrupted();
    }

    private long beats() {
        return new Workers(database.ledger()).list(run.id()).get(0).beat();
    }

    @Test
    void showsAfterEachPauseThatItsWorkerLives() {
        beat(database.dataSource(), LONG, 4);

        assertThat(beats()).isEqualTo(4);
        assertThat(decidedBefore).isFalse();
    }

    @Test
    void goesOnWhenAHookInterruptsEveryThreadThatItFinds() {
        new Heartbeat(
                        new Workers(database.ledger()),
                        new Runs(database.ledger()),
                        run,
                        "w1",
                        LONG,
                        duration -> {
                            if (++sleeps == 4) {
                                ending.because(WorkerEnd.OVER);
                            }
                            if (sleeps % 2 == 0) {
                                throw new InterruptedException();
                            }
                        },
                        ProcessLoad.of(1, 1),
                        new LauncherWatch(silence),
                        ending)
                .run();

        assertThat(beats()).isEqualTo(3);
    }

    @Test
    void endsAWorkerThatWasDeclaredGone() throws InterruptedException {
        new Workers(database.ledger()).leave(run.id(), "w1");

        beat(database.dataSource(), LONG, 1);

        assertThat(ending.await()).isEqualTo(WorkerEnd.OVER);
    }

    @Test
    void endsItsWorkerInGoodOrderWhenTheLauncherIsNotHeardOf() {
        silence = Duration.ofNanos(1);

        beat(database.dataSource(), LONG, 3);

        assertThat(decidedBefore).isTrue();
        assertThat(ending.await()).isEqualTo(WorkerEnd.STOPPED);
    }

    @Test
    void endsAWorkerWhoseLauncherWasSuperseded() {
        var runs = new Runs(database.ledger());
        runs.takeOver(runs.byId(run.id()), "there");
        database.jdbc().sql("UPDATE BACKFLOW_WORKER SET GONE = FALSE").update();

        beat(database.dataSource(), LONG, 1);

        assertThat(decidedBefore).isTrue();
        assertThat(ending.await()).isEqualTo(WorkerEnd.OVER);
    }

    @Test
    void tellsHowBusyItsProcessIs() {
        beat(database.dataSource(), LONG, 2);

        assertThat(new Workers(database.ledger()).list(run.id()).get(0).load())
                .satisfies(load -> assertThat(load.cpu()).isBetween(0.0, 1.0))
                .satisfies(load -> assertThat(load.memory()).isBetween(0.0, 1.0));
    }

    @Test
    void bearsARepositoryThatIsAwayForLessThanALease() {
        beat(failing(new AtomicInteger(5)), LONG, 7);

        assertThat(beats()).isEqualTo(2);
        assertThat(decidedBefore).isFalse();
    }

    @Test
    void endsItsWorkerWhenTheRepositoryIsAwayForLonger() throws InterruptedException {
        beat(failing(new AtomicInteger(Integer.MAX_VALUE)), SHORT, Integer.MAX_VALUE);

        assertThat(ending.await()).isEqualTo(WorkerEnd.REPOSITORY_LOST);
    }
}
