package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.PostgresServer;
import dev.backflow.run.ledger.WorkerRow;
import dev.backflow.run.outcome.PlainJson;
import dev.backflow.worker.order.WorkOrderFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that hears of its launcher by the books alone, as one on another machine does. */
class SilentLauncherIT {
    private static final int DOCUMENTS = 1_000;
    private static final String GUEST = "guest";

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final RunRepository repository = RunRepository.postgresAt(server.url(database));
    private final JobFixture fixture;
    private final Path work;
    private @Nullable Process guest;

    SilentLauncherIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.work = work;
        this.fixture = new JobFixture(folder, work, "letters", repository).scriptedHook();
    }

    @AfterEach
    void close() {
        if (guest != null) {
            guest.destroyForcibly().onExit().join();
        }
        fixture.close();
        repository.close();
        server.dropDatabase(database);
    }

    @Test
    void leavesInGoodOrderSomeTimeAfterItsLauncherWasKilled() throws Exception {
        fixture.documents("ok", DOCUMENTS)
                .setting("pause", "40")
                .jobFile("tier: processes", "limit: 10000", "workers: {max: 1, slots: 2}");
        LauncherRun launcher = fixture.startRun();
        launcher.awaitUntil("a worker serves", () -> !fixture.calls().isEmpty());
        Process worker = startGuest();
        guest = worker;
        launcher.awaitUntil("the guest is in the books", () -> guestRow() != null);

        launcher.kill();

        assertThat(worker.waitFor(5, TimeUnit.MINUTES)).as(this::log).isTrue();
        assertThat(worker.exitValue()).as(this::log).isEqualTo(143);
        assertThat(log()).contains("The launcher has not been heard of for too long; worker guest leaves.");
        assertThat(guestRow()).satisfies(row -> {
            assertThat(row.leaving()).isTrue();
            assertThat(row.gone()).as("has let go of its partitions").isTrue();
            assertThat(row.lost()).isFalse();
        });
        fixture.openGate();
        var restarted = fixture.restart();
        assertThat(restarted.exitCode()).as(restarted.toString()).isZero();
        fixture.assertExact(1);
        assertThat(fixture.run(1).count("completed")).isEqualTo(DOCUMENTS);
    }

    private Process startGuest() throws IOException {
        Path jar = QuickLauncher.jar();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "worker")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("guest.log").toFile());
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("JAVA_TOOL_OPTIONS", LauncherRun.options(jar));
        var settings = Map.of(
                "backflow.worker.order",
                fixture.run(1).folder().resolve(WorkOrderFile.NAME).toString(),
                "backflow.worker.name",
                GUEST,
                "backflow.worker.task-id",
                GUEST,
                "backflow.worker.heartbeat",
                "1s",
                "backflow.worker.launcher-silence",
                "15s",
                "backflow.repository.url",
                server.url(database),
                "backflow.repository.user",
                PostgresServer.USER,
                "backflow.repository.password",
                "trusted",
                "spring.cloud.task.external-execution-id",
                GUEST);
        builder.environment().put("SPRING_APPLICATION_JSON", PlainJson.text(settings));
        return builder.start();
    }

    private @Nullable WorkerRow guestRow() throws Exception {
        List<WorkerRow> rows = fixture.workerRows(1);
        return rows.stream()
                .filter(row -> row.worker().equals(GUEST))
                .findFirst()
                .orElse(null);
    }

    private String log() {
        try {
            return Files.readString(work.resolve("guest.log"));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
