package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM in the middle of a run on Fargate: its launcher leaves at once, and all that costs money goes without it. */
class FargateStopIT {
    private static final String JOB = "letters";
    private static final String SWITCH = "backflow-letters-r1";
    private static final int DOCUMENTS = 400;

    private final FargateFixture aws;
    private final JobFixture fixture;

    FargateStopIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        aws = new FargateFixture(work, LauncherRun.JAR, LauncherRun.options(LauncherRun.JAR));
        fixture = new JobFixture(folder, work, JOB, aws.repository());
    }

    @AfterEach
    void close() {
        fixture.close();
        aws.close();
    }

    @Test
    void leavesTheRestToTheDeadMansSwitchAndIsCompletedByRestart() throws Exception {
        prepare();

        stop();

        RunFiles run = fixture.run(1);
        assertThat(run.certificate().get("removal")).isEqualTo("requested");
        assertThat(run.remaining()).as("certificate").asString().contains("schedule backflow-base/" + SWITCH);
        Awaitility.await("nothing but the switch")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(aws.leftovers()).containsExactly(SWITCH));

        assertThat(aws.dueAt(SWITCH)).isBeforeOrEqualTo(Instant.now());

        fixture.openGate();
        var restarted = fixture.restart();

        assertThat(restarted.exitCode()).as(() -> told(restarted)).isZero();
        assertThat(run.remaining()).as("certificate").isEmpty();
        assertThat(run.certificate().get("removal")).isNull();
        assertThat(aws.leftovers()).isEmpty();
        assertThat(run.summary().get("exact")).isEqualTo(true);
        assertThat(run.ledger())
                .extracting(LedgerLine::document)
                .containsExactlyElementsOf(JobFixture.names("ok", DOCUMENTS));
        assertThat(run.count("used")).isEqualTo(DOCUMENTS);
        assertThat(aws.resultNames(JOB)).hasSize(DOCUMENTS);
    }

    private void prepare() throws IOException {
        fixture.documents("ok", DOCUMENTS);
        aws.upload(JOB, fixture.documents());
        var lines = new ArrayList<>(FargateFixture.jobLines());
        lines.addAll(List.of("limit: 1000", "workers: {max: 1}"));
        fixture.scriptedHook()
                .setting("pause", "50")
                .locations(FargateFixture.source(JOB), FargateFixture.results(JOB))
                .jobFile(lines.toArray(String[]::new));
    }

    private void stop() throws Exception {
        try (var run = fixture.startRun()) {
            run.awaitUntil("documents are being served", () -> fixture.calls().size() >= 20);
            run.terminate();
            var stopped = run.await();

            assertThat(stopped.exitCode()).as(() -> told(stopped)).isEqualTo(143);
            assertThat(stopped.out()).contains("stopped by SIGTERM in good order", "Next: ", "restart --job=letters");
            assertThat(stopped.err()).contains("The removal of the sandbox was asked for");
        }
    }

    private String told(LauncherRun.Ended ended) {
        return ended + aws.ministack().containers().output() + aws.ministack().output();
    }
}
