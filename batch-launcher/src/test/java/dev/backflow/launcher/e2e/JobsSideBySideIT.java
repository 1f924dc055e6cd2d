package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data folder, and more than one launcher that uses it at the same time. */
class JobsSideBySideIT {
    private final JobFixture slow;
    private final JobFixture quick;

    JobsSideBySideIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.slow = new JobFixture(folder, work, "slow", RunRepository.embedded());
        this.quick = new JobFixture(folder, work, "quick", RunRepository.embedded());
    }

    @AfterEach
    void close() {
        slow.close();
        quick.close();
    }

    @Test
    void leavesARunAloneThatIsGoingOn() throws Exception {
        slow.documents("a", 12).scriptedHook().setting("gated", "true").jobFile("tier: processes", "workers: {max: 1}");
        quick.documents("b", 12).scriptedHook().jobFile("tier: inline");
        var running = slow.startRun();
        running.awaitUntil("a document is being served", () -> !slow.calls().isEmpty());

        var second = slow.run();
        var other = quick.run();
        var listed = slow.start("runs", "list").await();
        var shown = slow.start("runs", "show", "--job=slow").await();

        assertThat(second.exitCode()).as(second.toString()).isEqualTo(75);
        assertThat(second.err()).contains("'slow' is running already").doesNotContain("\tat ");
        assertThat(other.exitCode()).as(other.toString()).isZero();
        quick.assertExact(1);
        assertThat(listed.out())
                .as(listed.toString())
                .containsPattern("quick +1 +completed")
                .containsPattern("slow +1 +running");
        assertThat(shown.out()).as(shown.toString()).contains("Run 1 of slow: running", "12: 0 completed");
        assertThat(running.isAlive()).isTrue();

        slow.openGate();
        var ended = running.await();
        var shownAfter = slow.start("runs", "show", "--job=slow").await();
        var verified = slow.start("verify", "--job=slow").await();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        slow.assertExact(1);
        assertThat(slow.calls()).as("calls").hasSize(24).doesNotHaveDuplicates();
        assertThat(shownAfter.out()).contains("Run 1 of slow: completed", "12: 12 completed");
        assertThat(verified.exitCode()).as(verified.toString()).isZero();
        assertThat(verified.out()).contains("Run 1 of slow is exact", "12 serviced documents");
    }
}
