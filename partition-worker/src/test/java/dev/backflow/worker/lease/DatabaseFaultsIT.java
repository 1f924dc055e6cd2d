package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.PostgresServer;
import dev.backflow.run.ledger.TcpProxy;
import dev.backflow.run.ledger.TcpProxy.CommitFate;
import dev.backflow.run.ledger.TcpProxy.Network;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.time.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker whose way to PostgreSQL fails: everything is served, counted once, and published. */
@Timeout(120)
class DatabaseFaultsIT {
    private static final int DOCUMENTS = 200;
    private static final int LOST_COMMITS = 200;
    private static final long SEED = Long.getLong("backflow.faults.seed", 2_026L);

    /** Slots wait for a database that is back in no time, and need not wait long; the heart beats as it always does. */
    private static final Sleeper IMPATIENT = duration -> Sleeper.real()
            .sleep(duration.compareTo(Slot.LONGEST_WAIT) > 0 ? duration : Slot.SHORTEST_WAIT.dividedBy(10));

    private final TestDatabase database = TestDatabase.postgres();
    private final TcpProxy proxy = new TcpProxy(PostgresServer.shared().port());

    @AfterEach
    void close() {
        proxy.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = CommitFate.class,
            names = {"LOST", "ANSWER_LOST"})
    void countsOnceHoweverManyCommitsAreCutOff(CommitFate fate, @TempDir Path folder) throws Exception {
        var lost = new AtomicInteger();
        var chance = new Random(SEED);
        IntFunction<CommitFate> fates = commit -> {
            synchronized (chance) {
                boolean loses = chance.nextInt(3) == 0;
                return loses && lost.incrementAndGet() > 0 ? fate : CommitFate.ANSWERED;
            }
        };

        for (int round = 0; lost.get() < LOST_COMMITS; round++) {
            try (var run = run(folder.resolve("round-" + round), 40)) {
                proxy.decideCommits(fates);

                WorkerEnd end = run.serve(run.worker("w1", ScriptedHook.plain()));
                proxy.decideCommits(commit -> CommitFate.ANSWERED);

                assertThat(end).as("seed " + SEED).isEqualTo(WorkerEnd.OVER);
                assertServedExactlyOnce(run);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Network.class,
            names = {"DELAYS", "SWALLOWS", "SWALLOWS_ANSWERS", "REFUSES"})
    void goesOnWhenTheNetworkIsBack(Network fault, @TempDir Path folder) throws Exception {
        try (var run = run(folder, 8)) {
            var hook = new ScriptedHook(document -> {
                if (document.name().endsWith("50.txt")) {
                    failForAWhile(fault);
                }
            });

            WorkerEnd end = run.serve(run.worker("w1", hook));

            assertThat(end).isEqualTo(WorkerEnd.OVER);
            assertServedExactlyOnce(run);
        }
    }

    @Test
    void goesOnWithNewConnectionsWhenAllAreReset(@TempDir Path folder) throws Exception {
        try (var run = run(folder, 8)) {
            var hook = new ScriptedHook(document -> proxy.resetAll());

            WorkerEnd end = run.serve(run.worker("w1", hook));

            assertThat(end).isEqualTo(WorkerEnd.OVER);
            assertServedExactlyOnce(run);
        }
    }

    /** The network is as it was before the step returns, or a moment later. */
    private void failForAWhile(Network fault) {
        proxy.becomes(fault);
        if (fault == Network.REFUSES) {
            proxy.resetAll();
        }
        var back = new Thread(
                () -> {
                    LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
                    proxy.becomes(Network.PASSES);
                },
                "network-back");
        back.setDaemon(true);
        back.start();
    }

    private ServedRun run(Path folder, int partitions) throws Exception {
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        return ServedRun.of(
                database, proxy.url(name) + "&socketTimeout=1", IMPATIENT, folder, DOCUMENTS, partitions, 3, 4);
    }

    /** The tear-down's part is done here: it publishes what was settled when its worker had no more to say. */
    private static void assertServedExactlyOnce(ServedRun run) throws Exception {
        run.publisher().publishAll();
        run.assertServedExactlyOnce(DOCUMENTS);
        assertThat(run.publishedNames()).hasSize(DOCUMENTS);
    }
}
