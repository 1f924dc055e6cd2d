package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.PostgresServer;
import dev.backflow.run.ledger.TcpProxy;
import dev.backflow.run.ledger.TcpProxy.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL goes away in the middle of a run: for seconds, for good, for a restart of its own. */
class DatabaseAwayIT {
    private static final int DOCUMENTS = 150;
    private static final String WAITING = "The job repository cannot be reached; waiting up to ";

    private final Path folder;
    private final Path work;
    private final TcpProxy proxy = new TcpProxy(PostgresServer.shared().port());
    private RunRepository repository;
    private JobFixture fixture;

    DatabaseAwayIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.folder = folder;
        this.work = work;
        this.repository = RunRepository.postgresBehind(proxy, Map.of());
        this.fixture = new JobFixture(folder, work, "letters", repository);
    }

    private void use(RunRepository another) throws IOException {
        fixture.close();
        repository.close();
        repository = another;
        fixture = new JobFixture(folder, work, "letters", repository);
    }

    @AfterEach
    void close() {
        fixture.close();
        proxy.close();
        repository.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "processes"})
    void servesOnWhenTheDatabaseIsBackAfterSeconds(String tier) throws Exception {
        var running = startServing("tier: " + tier);

        goAway();
        running.awaitUntil("the launcher waits", () -> running.err().contains(WAITING));
        proxy.becomes(Network.PASSES);
        fixture.openGate();
        var ended = running.await();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.err()).contains(WAITING + "60 s", "The job repository is back");
        assertExact();
    }

    @Test
    void endsWhenTheDatabaseStaysAwayAndIsCompletedByRestart() throws Exception {
        use(RunRepository.postgresBehind(proxy, Map.of("BACKFLOW_REPOSITORY_PATIENCE", "7s")));
        var running = startServing("tier: processes");

        goAway();
        var stopped = running.await();

        assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(69);
        assertThat(stopped.err()).contains(WAITING + "7 s", "The job repository cannot be used now");
        assertThat(fixture.alive()).as("processes left").isEmpty();

        proxy.becomes(Network.PASSES);
        fixture.openGate();
        var restarted = fixture.restart();

        assertThat(restarted.exitCode()).as(restarted.toString()).isZero();
        assertExact();
    }

    @Test
    void servesOnWhenTheServerHasRestarted(@TempDir Path data) throws Exception {
        try (var server = new RestartablePostgres(data.resolve("server"))) {
            use(RunRepository.postgresAt(server.url()));
            var running = startServing("tier: processes");

            server.shutDown();
            server.startAgain();
            fixture.openGate();
            var ended = running.await();

            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertExact();
        }
    }

    private LauncherRun startServing(String tier) throws Exception {
        fixture.documents("ok", DOCUMENTS)
                .scriptedHook()
                .setting("pause", "50")
                .jobFile(tier, "limit: 1000", "workers: {max: 1, slots: 2}");
        var running = fixture.startRun();
        running.awaitUntil("documents are being served", () -> fixture.calls().size() >= 20);
        return running;
    }

    private void goAway() {
        proxy.becomes(Network.REFUSES);
        proxy.resetAll();
    }

    private void assertExact() throws IOException {
        fixture.assertExact(1);
        assertThat(fixture.run(1).briefLedger())
                .hasSize(DOCUMENTS)
                .allSatisfy(line -> assertThat(line).endsWith(" completed READ 1"));
    }
}
