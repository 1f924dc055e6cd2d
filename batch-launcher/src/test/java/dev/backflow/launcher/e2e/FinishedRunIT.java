package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** {@code restart} of a run that its limit has ended; of one that has served all, see {@link RunContract}. */
class FinishedRunIT {
    private final JobFixture fixture;

    FinishedRunIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.fixture = new JobFixture(folder, work, "letters", RunRepository.embedded()).scriptedHook();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** As when the job has got another database. */
    @Test
    void isKnownAlsoWhenItsBooksAreNot() throws Exception {
        fixture.documents("ok", 5).jobFile("tier: inline", "limit: 2");
        assertThat(fixture.run().exitCode()).isZero();
        FileSystemUtils.deleteRecursively(fixture.data().resolve("letters/repository"));

        var planned = fixture.start("plan", "--job=letters").await();
        var again = fixture.run();

        assertThat(planned.out()).as(planned.toString()).contains("run 2");
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(again.out()).contains("2 serviced by earlier runs");
        assertThat(fixture.run(1).serviced()).hasSize(2);
        assertThat(fixture.run(2).serviced())
                .hasSize(2)
                .doesNotContainAnyElementsOf(fixture.run(1).serviced());
        fixture.assertExact(2);
    }

    @Test
    void isNotServedFurtherByARestart() throws Exception {
        fixture.documents("ok", 5).jobFile("tier: inline", "limit: 2");
        assertThat(fixture.run().exitCode()).isZero();
        var runs = FolderTree.of(fixture.data().resolve("letters/runs"));
        var results = FolderTree.of(fixture.results());

        var restarted = fixture.restart();

        assertThat(restarted.exitCode()).as(restarted.toString()).isZero();
        assertThat(restarted.out())
                .contains("Run 1 of letters was finished before (limit-reached), so there is nothing to do:"
                        + " limit 2 of 2 used.");
        assertThat(FolderTree.of(fixture.data().resolve("letters/runs"))).isEqualTo(runs);
        assertThat(FolderTree.of(fixture.results())).isEqualTo(results);
        assertThat(fixture.calls()).hasSize(4);
        fixture.assertExact(1);
    }
}
