package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.backflow.launcher.failpoint.FailpointRecord;
import dev.backflow.run.ledger.LedgerGlance;
import dev.backflow.run.outcome.PlainJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals that come at the most awkward moments. */
class StopAtFailpointsIT {
    private static final int DOCUMENTS = 32;
    private static final List<String> OPTIONS = List.of("--output=json", "--progress=none");

    private final RunRepository repository = RunRepository.embedded();
    private final JobFixture fixture;
    private final FailpointRecord record;

    StopAtFailpointsIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.fixture = new JobFixture(folder, work, "letters", repository).scriptedHook();
        this.record = new FailpointRecord(Files.createDirectory(work.resolve("failpoints")));
        fixture.launcher(QuickLauncher.sabotaged()).documents("ok", DOCUMENTS);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void stopsTheLauncherInGoodOrderWithTheNumberOfTheSignal() throws Exception {
        assumeThat(interruptsAreIgnored())
                .as("whoever started this build has switched SIGINT off, and so for all that it starts")
                .isFalse();
        var signals = List.of("plan.after=signal:TERM", "settle.in=signal:INT", "segment.mid=signal:TERM@2");
        fixture.options(record.options(signals.toArray(String[]::new))).jobFile("tier: inline", "workers: {slots: 1}");

        for (String signal : signals) {
            var stopped = fixture.run(OPTIONS.toArray(String[]::new));

            assertThat(record.hasFired(signal)).as("reached %s", signal).isTrue();
            assertThat(stopped.exitCode()).as("%s%n%s", signal, stopped).isEqualTo(signal.endsWith("INT") ? 130 : 143);
            assertThat(toldExit(stopped)).isEqualTo(stopped.exitCode());
            assertThat(fixture.alive()).as("processes left").isEmpty();
            assertThat(fixture.leases(1)).as("leases kept").isZero();
            assertThat(fixture.history().verify(fixture.data(), "letters", 1).differences())
                    .isEmpty();
        }
        fixture.openGate();
        completesThe(fixture.restart());
    }

    /** All is served by then: the run is done, and says so. */
    @Test
    void completesARunThatASignalComesTooLateFor() throws Exception {
        fixture.options(record.options("report.entered=signal:TERM")).jobFile("tier: inline");

        var ended = fixture.run(OPTIONS.toArray(String[]::new));

        assertThat(record.hasFired("report.entered=signal:TERM")).isTrue();
        assertThat(toldExit(ended)).isZero();
        completesThe(ended);
    }

    @Test
    void replacesWorkersThatAreToldToStopAndBlamesNoDocument() throws Exception {
        var signals = List.of(
                "worker/grant.after=signal:TERM",
                "worker/hook.before=signal:INT@2",
                "worker/segment.mid=signal:TERM@2",
                "worker/settle.after=signal:TERM@3");
        fixture.options(record.options(signals.toArray(String[]::new)))
                .jobFile("tier: processes", "workers: {max: 1, slots: 2}");

        var ended = fixture.run();

        assertThat(signals).as("reached").allMatch(record::hasFired);
        assertThat(fixture.run(1).count("workersLost")).isZero();
        completesThe(ended);
    }

    private void completesThe(LauncherRun.Ended ended) throws Exception {
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        fixture.assertExact(1);
        assertThat(fixture.run(1).briefLedger())
                .hasSize(DOCUMENTS)
                .allSatisfy(line -> assertThat(line).endsWith(" completed READ 1"));
        var glance = new Killer(fixture, repository, new Random(0));
        assertThat(glance.glance(LedgerGlance::executionsNotEnded)).isEmpty();
        assertThat(glance.glance(LedgerGlance::tasksNotEnded)).isEmpty();
    }

    private static int toldExit(LauncherRun.Ended ended) throws IOException {
        var told = (Map<?, ?>)
                Objects.requireNonNull(PlainJson.read(ended.out().strip().getBytes(StandardCharsets.UTF_8)));
        return ((Number) Objects.requireNonNull(told.get("exit"))).intValue();
    }

    /** As a shell without job control does it for what it starts in the background. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
