package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.run.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    @Test
    void tellsEverythingInAPlainLine() {
        assertThat(ProgressLine.plain(Samples.serving(45)))
                .isEqualTo("run 17: serve: 45 of 100 served, 812.5 docs/s, 1 exhausted, 12s, 15s left, 2 workers,"
                        + " 3 retries, 2 rejected, limit 100 of 316 documents");
    }

    @Test
    void leavesOutWhatIsNotThereInAPlainLine() {
        var progress = new Progress(1, "serve", 3, 100, 20, 1.04, 0, 0, 1, 1, Duration.ofSeconds(3), null);

        assertThat(ProgressLine.plain(progress))
                .isEqualTo("run 1: serve: 3 of 20 served, 1.0 docs/s, 3s, 1 worker, 1 retry");
    }

    @Test
    void tellsOnlyThePhaseBeforeTheDocumentsAreCounted() {
        assertThat(ProgressLine.plain(Samples.planning())).isEqualTo("run 17: plan");
        assertThat(ProgressLine.bar(Samples.planning(), 80)).isEqualTo("plan");
    }

    @Test
    void drawsABarAndWhatFitsBesideIt() {
        assertThat(ProgressLine.bar(Samples.serving(45), 85))
                .isEqualTo("[=========           ]  45% serve 45/100, 812.5 docs/s, 1 exhausted, 12s, 15s left");
    }

    @Test
    void leavesTheBarOutOnANarrowTerminal() {
        assertThat(ProgressLine.bar(Samples.serving(45), 30)).isEqualTo("serve 45/100, 812.5 docs/s");
    }

    @Test
    void fillsTheBarAtTheEnd() {
        assertThat(ProgressLine.bar(Samples.serving(100), 42)).startsWith("[====================] 100% serve");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 20, 40, 60, 80, 120, 300})
    void neverFillsTheLastColumn(int columns) {
        assertThat(ProgressLine.bar(Samples.serving(45), columns)).hasSizeLessThan(columns);
        assertThat(ProgressLine.bar(Samples.planning(), columns)).hasSizeLessThan(columns);
    }
}
