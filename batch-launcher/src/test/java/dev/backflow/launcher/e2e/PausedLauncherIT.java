package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A launcher that is stopped by SIGSTOP while it serves, so that a launcher of another host takes its run over and ends
 * it, and that is continued then: it does nothing more. Both tiers side by side, as most of the time is the silence that
 * the second launcher waits for.
 */
class PausedLauncherIT {
    private static final int DOCUMENTS = 40;
    private static final List<String> TIERS = List.of("inline", "processes");

    private final RunRepository repository = RunRepository.postgres();
    private final List<JobFixture> fixtures = new ArrayList<>();
    private final Path folder;

    PausedLauncherIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.folder = folder;
        for (String tier : TIERS) {
            fixtures.add(new JobFixture(folder, work, tier, repository)
                    .dataIn(host("first"))
                    .documents("ok", DOCUMENTS)
                    .scriptedHook()
                    .setting("gated", "true")
                    .jobFile("tier: " + tier, "workers: {max: 1, slots: 2}"));
        }
    }

    @AfterEach
    void close() {
        fixtures.forEach(JobFixture::close);
        repository.close();
    }

    @Test
    void doesNothingMoreOnceAnotherHasTakenItsRunOver() throws Exception {
        var paused = new ArrayList<LauncherRun>();
        for (JobFixture fixture : fixtures) {
            paused.add(fixture.startRun("--data-dir=" + host("first")));
        }
        for (int job = 0; job < fixtures.size(); job++) {
            var fixture = fixtures.get(job);
            paused.get(job).awaitUntil("a document is being served", () -> opened(fixture) > 0);
            Signals.stop(paused.get(job).handle());
        }

        var others = new ArrayList<LauncherRun>();
        for (JobFixture fixture : fixtures) {
            others.add(fixture.startRun("--data-dir=" + host("second")));
        }
        for (int job = 0; job < fixtures.size(); job++) {
            var other = others.get(job);
            other.awaitUntil("the run is taken over", () -> other.err().contains("Resuming run 1"));
        }
        for (JobFixture fixture : fixtures) {
            fixture.openGate();
        }
        for (int job = 0; job < fixtures.size(); job++) {
            var ended = others.get(job).await();
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(paused.get(job).isAlive()).as("the paused launcher").isTrue();
            awaitNoWorkers(fixtures.get(job));
        }
        var afterwards = left();

        for (int job = 0; job < fixtures.size(); job++) {
            Signals.goOn(paused.get(job).handle());
            var ended = paused.get(job).await();
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(75);
            assertThat(ended.err())
                    .contains(
                            "Run 1 of job '%s' has been taken over by another launcher. This launcher did nothing more."
                                    .formatted(fixtures.get(job).job()));
        }

        assertThat(left()).isEqualTo(afterwards);
        for (JobFixture fixture : fixtures) {
            fixture.assertExact(1);
            assertThat(fixture.run(1).briefLedger())
                    .hasSize(DOCUMENTS)
                    .allSatisfy(row -> assertThat(row).endsWith(" completed READ 1"));
            assertThat(host("second").resolve(fixture.job()).resolve("runs")).doesNotExist();
        }
    }

    /** Results, and all that was written of the runs, but for the paused launcher's own log. */
    private List<String> left() throws IOException {
        var left = new ArrayList<String>();
        for (JobFixture fixture : fixtures) {
            left.addAll(FolderTree.of(fixture.results()));
            left.addAll(FolderTree.of(fixture.run(1).folder()));
            Path index = fixture.data().resolve(fixture.job());
            try (var files = Files.newDirectoryStream(index, file -> !Files.isDirectory(file))) {
                for (Path file : files) {
                    if (!file.toString().endsWith("launcher.log")) {
                        left.addAll(FolderTree.of(file));
                    }
                }
            }
        }
        return left;
    }

    private static long opened(JobFixture fixture) throws IOException {
        return fixture.calls().stream().filter(call -> call.startsWith("open ")).count();
    }

    private static void awaitNoWorkers(JobFixture fixture) {
        Awaitility.await("workers end")
                .atMost(Duration.ofMinutes(2))
                .until(() -> fixture.workers().isEmpty());
    }

    private Path host(String name) {
        return folder.resolve(name);
    }
}
