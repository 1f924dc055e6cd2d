package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM in the middle of a run. */
class OrderlyStopIT {
    private static final int DOCUMENTS = 400;

    private final JobFixture fixture;

    OrderlyStopIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.fixture = new JobFixture(folder, work, "letters", RunRepository.embedded());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "processes"})
    void stopsInGoodOrderAndIsCompletedByRestart(String tier) throws Exception {
        fixture.documents("ok", DOCUMENTS)
                .scriptedHook()
                .setting("pause", "50")
                .jobFile("tier: " + tier, "limit: 1000", "workers: {max: 1, slots: 2}");
        var running = fixture.startRun();
        running.awaitUntil("documents are being served", () -> fixture.calls().size() >= 20);

        running.terminate();
        var stopped = running.await();

        assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(143);
        assertThat(stopped.out()).contains("stopped by SIGTERM in good order", "Next: ", "restart --job=letters");
        assertThat(fixture.alive()).as("processes left").isEmpty();
        assertThat(fixture.run(1).scratch()).doesNotExist();
        assertThat(fixture.leases(1)).as("leases kept").isZero();
        assertThat(fixture.history().verify(fixture.data(), "letters", 1).differences())
                .isEmpty();

        fixture.openGate();
        var restarted = fixture.restart();

        assertThat(restarted.exitCode()).as(restarted.toString()).isZero();
        fixture.assertExact(1);
        assertThat(fixture.run(1).briefLedger())
                .hasSize(DOCUMENTS)
                .allSatisfy(line -> assertThat(line).endsWith(" completed READ 1"));
    }
}
