package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.worker.lease.LeaseTimes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long it takes to go on after a death, told by lines that begin with {@code recovery:}. What is asserted is what
 * happens, never how fast, so that a busy machine spoils a figure and no build; the build leaves this out. Play it by
 * {@code scripts/measure-recovery}.
 */
class RecoveryMeasurement {
    private static final int DOCUMENTS = 40;

    private final JobFixture fixture;

    RecoveryMeasurement(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.fixture = new JobFixture(folder, work, "letters", RunRepository.embedded())
                .documents("ok", DOCUMENTS)
                .scriptedHook()
                .setting("gated", "true");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "processes"})
    void ofAKilledLauncher(String tier) throws Exception {
        LauncherRun killed = serving(tier);
        killed.kill();
        int before = opened();

        long start = System.nanoTime();
        LauncherRun restarted = fixture.start("restart", "--job=letters");
        restarted.awaitUntil("a document is being served", () -> opened() > before);
        report("restart after kill -9 of the launcher (%s) to its first document".formatted(tier), start);

        assertEnds(restarted);
    }

    @Test
    void ofAKilledWorker() throws Exception {
        LauncherRun run = serving("processes");

        long start = System.nanoTime();
        worker().destroyForcibly();
        run.awaitUntil("the partition is freed", () -> run.err().contains("partition was freed"));
        report("kill -9 of a worker until its partition is free", start);
        int before = opened();
        run.awaitUntil("the document is served again", () -> opened() > before);
        report("kill -9 of a worker until another one serves its document", start);

        assertEnds(run);
    }

    @Test
    void ofAStoppedWorker() throws Exception {
        LauncherRun run = serving("processes");
        ProcessHandle stopped = worker();

        long start = System.nanoTime();
        Signals.stop(stopped);
        run.awaitUntil("the partition is freed", () -> run.err().contains("was not heard of for a whole lease"));
        report(
                "SIGSTOP of a worker until its partition is free (lease %d s)"
                        .formatted(LeaseTimes.DEFAULT.lease().toSeconds()),
                start);
        int before = opened();
        run.awaitUntil("the document is served again", () -> opened() > before);
        report("SIGSTOP of a worker until another one serves its document", start);

        assertEnds(run);
    }

    /** One worker with one slot, so that nobody else can have served what is served next. */
    private LauncherRun serving(String tier) throws IOException {
        fixture.jobFile("tier: " + tier, "workers: {max: 1, slots: 1}");
        LauncherRun run = fixture.startRun();
        run.awaitUntil("a document is being served", () -> opened() > 0);
        return run;
    }

    private ProcessHandle worker() {
        List<ProcessHandle> workers = fixture.workers();
        assertThat(workers).hasSize(1);
        return workers.get(0);
    }

    private int opened() throws IOException {
        return (int) fixture.calls().stream()
                .filter(call -> call.startsWith("open "))
                .count();
    }

    private void assertEnds(LauncherRun run) throws Exception {
        fixture.openGate();
        var ended = run.await();
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        fixture.assertExact(1);
    }

    private static void report(String what, long startNanos) {
        Duration taken = Duration.ofNanos(System.nanoTime() - startNanos);
        System.out.printf("recovery: %s: %.2f s%n", what, taken.toMillis() / 1000.0);
    }
}
