package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.outcome.PlainJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code restart --explain}: before a restart, which then does what was told; and after it. */
class ExplainedRestartIT {
    private static final int DOCUMENTS = 200;
    private static final int SLOTS = 2;

    /** More than two first chunks hold, so that one slot at least has settled one. */
    private static final int SERVED_FREELY = 40;

    private final RunRepository repository = RunRepository.embedded();
    private final JobFixture fixture;

    ExplainedRestartIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.fixture = new JobFixture(folder, work, "letters", repository).scriptedHook();
    }

    @AfterEach
    void close() {
        fixture.close();
        repository.close();
    }

    @Test
    void tellsWhatIsServedAgainAndChangesNothing() throws Exception {
        fixture.documents("ok", DOCUMENTS)
                .setting("gated", "true")
                .setting("freely", Integer.toString(SERVED_FREELY))
                .jobFile("tier: processes", "limit: 1000", "workers: {max: 1, slots: %d}".formatted(SLOTS));
        killLauncherWhileEachSlotIsInsideAChunk();
        var runs = FolderTree.of(fixture.data().resolve("letters/runs"));
        var results = FolderTree.of(fixture.results());

        var told = explained();

        assertThat(told.get("unfinished")).isEqualTo(true);
        assertThat(count(told, "done")).isEqualTo(count(told, "used")).isPositive();
        assertThat(count(told, "again")).isGreaterThanOrEqualTo(SLOTS);
        assertThat(count(told, "done") + count(told, "again") + count(told, "open"))
                .isEqualTo(DOCUMENTS);
        assertThat(count(told, "serves")).isEqualTo(DOCUMENTS - count(told, "done"));
        assertThat((List<?>) told.get("obstacles")).isEmpty();
        assertThat(FolderTree.of(fixture.data().resolve("letters/runs"))).isEqualTo(runs);
        assertThat(FolderTree.of(fixture.results())).isEqualTo(results);

        var text = fixture.start("restart", "--job=letters", "--explain").await();

        assertThat(text.exitCode()).as(text.toString()).isZero();
        assertThat(text.out())
                .contains(
                        "restart would go on with it", "begun by worker w1-1 and not settled: served again", "Next: ");

        fixture.openGate();
        int calls = fixture.calls().size();
        var restarted = fixture.restart();

        assertThat(restarted.exitCode()).as(restarted.toString()).isZero();
        fixture.assertExact(1);
        assertThat(fixture.calls().size() - calls).isEqualTo(2 * (int) count(told, "serves"));
        assertThat(fixture.start("restart", "--job=letters", "--explain")
                        .await()
                        .out())
                .contains("Run 1 of letters is finished (completed), so restart has nothing to do.");
    }

    /** Each slot is held at a document that the hook has opened, and that is settled no sooner than it lets go of it. */
    private void killLauncherWhileEachSlotIsInsideAChunk() throws Exception {
        try (LauncherRun run = fixture.startRun()) {
            run.awaitUntil("both slots are held", () -> opened() == SERVED_FREELY + SLOTS);
            run.kill();
        }
        Awaitility.await("workers end after their launcher")
                .atMost(Duration.ofMinutes(2))
                .until(() -> fixture.workers().isEmpty());
    }

    private long opened() throws IOException {
        return fixture.calls().stream().filter(call -> call.startsWith("open ")).count();
    }

    private Map<?, ?> explained() throws Exception {
        var ended = fixture.start("restart", "--job=letters", "--explain", "--output=json")
                .await();
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        return (Map<?, ?>)
                Objects.requireNonNull(PlainJson.read(ended.out().strip().getBytes(StandardCharsets.UTF_8)));
    }

    private static long count(Map<?, ?> told, String field) {
        return (Long) Objects.requireNonNull(told.get(field), field);
    }
}
