package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.failpoint.FailpointRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run on Fargate whose launcher dies in every phase, and is started again until all is served and all is gone. */
class FargateKillIT {
    private static final String JOB = "letters";
    private static final int KILLED = 137;
    private static final int ALL = 400;
    private static final int LIMIT = 350;
    private static final int WORKERS = 3;

    /** Of one worker, until the gate is open; three times as many workers as there are at once cannot serve all. */
    private static final int FREELY = 20;

    private final FargateFixture aws;
    private final JobFixture fixture;
    private final FailpointRecord record;
    private int starts;

    FargateKillIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        record = new FailpointRecord(Files.createDirectory(work.resolve("failpoints")));
        // Workers that live for seconds, and that have nothing to wait for when they hang at the gate.
        String terms = " -Dbackflow.worker.heartbeat=2s -Dbackflow.worker.grace=3s";
        String[] armed = Stream.concat(FailpointChains.FARGATE_BEFORE.stream(), FailpointChains.FARGATE_AFTER.stream())
                .toArray(String[]::new);
        Path launcher = QuickLauncher.sabotaged();
        aws = new FargateFixture(work, launcher, LauncherRun.options(launcher) + " " + record.option() + terms);
        fixture = new JobFixture(folder, work, JOB, aws.repository());
        fixture.launcher(launcher).options(record.options(armed) + terms);
    }

    @AfterEach
    void close() {
        fixture.close();
        aws.close();
    }

    @Test
    void servesEachDocumentOnceAndLeavesNothingBehindWhenItsLauncherDiesInEveryPhase() throws Exception {
        prepare();

        for (String point : FailpointChains.FARGATE_BEFORE) {
            diesAt(point, start());
        }
        killWhileTasksServe();
        try (var run = start()) {
            // The books take nothing from the orphans any more, so that this launcher's own workers are needed.
            run.awaitUntil("the run is taken over", () -> takeovers() == starts - 1);
            fixture.openGate();
            diesAt(FailpointChains.FARGATE_AFTER.get(0), run);
        }
        for (String point : FailpointChains.FARGATE_AFTER.subList(1, FailpointChains.FARGATE_AFTER.size())) {
            diesAt(point, start());
        }
        var ended = fixture.run();

        assertThat(ended.exitCode()).as(() -> told(ended)).isZero();
        RunFiles run = fixture.run(1);
        assertThat(run.remaining()).as("certificate").isEmpty();
        assertThat(aws.leftovers()).isEmpty();
        assertThat(fixture.alive()).isEmpty();
        assertThat(run.summary().get("exact")).isEqualTo(true);
        assertThat(run.count("used")).isEqualTo(LIMIT);
        assertThat(run.serviced()).hasSize(LIMIT);
        assertThat(run.ledger())
                .extracting(LedgerLine::document)
                .containsExactlyElementsOf(JobFixture.names("ok", ALL));
        assertThat(aws.resultNames(JOB)).hasSize(LIMIT);
        assertThat(record.hits().stream().filter(hit -> hit.startsWith("launcher/stack.asked@")))
                .as("stacks created")
                .hasSize(1);
        var verified = fixture.start("verify", "--job=" + JOB).await();
        assertThat(verified.exitCode()).as(verified.toString()).isZero();
    }

    private void prepare() throws IOException {
        fixture.documents("ok", ALL);
        aws.upload(JOB, fixture.documents());
        var lines = new ArrayList<>(FargateFixture.jobLines());
        lines.addAll(List.of("limit: " + LIMIT, "workers: {min: %d, max: %d}".formatted(WORKERS, WORKERS)));
        fixture.scriptedHook()
                .setting("gated", "true")
                .setting("freely", Integer.toString(FREELY))
                .locations(FargateFixture.source(JOB), FargateFixture.results(JOB))
                .jobFile(lines.toArray(String[]::new));
    }

    private void diesAt(String point, LauncherRun run) throws InterruptedException {
        var ended = run.await();

        assertThat(ended.exitCode()).as(() -> point + told(ended)).isEqualTo(KILLED);
        assertThat(record.hasFired(point)).as(point).isTrue();
    }

    private void killWhileTasksServe() throws Exception {
        try (var run = start()) {
            awaitWorkers(run);
            run.kill();
        }
        assertThat(aws.ministack().containers().running()).hasSizeGreaterThanOrEqualTo(WORKERS);
    }

    /** Waits until as many workers of the last launcher as there may be have entered the run, and show that they live. */
    private void awaitWorkers(LauncherRun run) {
        // Each launcher of the run has an epoch of its own, which the names of its workers begin with.
        String names = "w%d-".formatted(starts);
        run.awaitUntil(
                "workers " + names,
                () -> aws.workersOfFirstRun().stream()
                                .filter(row -> row.worker().startsWith(names) && row.beat() > 0 && !row.gone())
                                .count()
                        == WORKERS);
    }

    private long takeovers() throws IOException {
        return record.hits().stream()
                .filter(hit -> hit.startsWith("launcher/takeover.after@"))
                .count();
    }

    private LauncherRun start() throws IOException {
        starts++;
        return fixture.startRun();
    }

    private String told(LauncherRun.Ended ended) {
        return ended + aws.ministack().containers().output() + aws.ministack().output();
    }
}
