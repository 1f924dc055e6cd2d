package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private static final String ERASED = "\r\u001b[K";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private long now;

    @Test
    void rationsPlainLines() {
        var display = display(ProgressStyle.PLAIN);

        display.progress(Samples.serving(1));
        pass(Duration.ofSeconds(4));
        display.progress(Samples.serving(2));
        pass(Duration.ofSeconds(1));
        display.progress(Samples.serving(3));

        assertThat(lines()).hasSize(2);
        assertThat(lines()[0]).startsWith("run 17: serve: 1 of 100 served");
        assertThat(lines()[1]).startsWith("run 17: serve: 3 of 100 served");
    }

    @Test
    void printsAPlainLineAtOnceWhenThePhaseChanges() {
        var display = display(ProgressStyle.PLAIN);

        display.progress(Samples.planning());
        display.progress(Samples.serving(0));

        assertThat(lines()).hasSize(2);
    }

    @Test
    void printsFailuresAboveTheBar() {
        var display = display(ProgressStyle.BAR);
        display.progress(Samples.serving(45));
        shown.reset();

        display.failure("a.pdf is exhausted");

        assertThat(text()).startsWith(ERASED + "a.pdf is exhausted\n\r");
        assertThat(text()).contains("serve 45/100");
    }

    @Test
    void redrawsTheBarInItsPlaceWithoutWrapping() {
        var display = display(ProgressStyle.BAR);

        display.progress(Samples.serving(45));

        assertThat(text())
                .startsWith("\r\u001b[?7l[")
                .endsWith("\u001b[K\u001b[?7h")
                .doesNotContain("\n");
    }

    @Test
    void takesTheBarAwayAtTheEnd() {
        var display = display(ProgressStyle.BAR);
        display.progress(Samples.serving(45));
        shown.reset();

        display.close();
        display.close();

        assertThat(text()).isEqualTo(ERASED);
    }

    @Test
    void hidesProgressButNoFailureWhenAskedTo() {
        var display = display(ProgressStyle.NONE);

        display.progress(Samples.serving(45));
        display.note("worker started");
        display.failure("worker lost");

        assertThat(text()).isEqualTo("worker lost\n");
    }

    @Test
    void keepsWhatIsToldOnOneLine() {
        var display = display(ProgressStyle.PLAIN);

        display.failure("a\nb");

        assertThat(text()).isEqualTo("a\\u000ab\n");
    }

    @Test
    void refusesAStyleThatWasNotChosen() {
        assertThatThrownBy(() -> display(ProgressStyle.AUTO)).isInstanceOf(IllegalArgumentException.class);
    }

    private ProgressDisplay display(ProgressStyle style) {
        return new ProgressDisplay(new PrintStream(shown, true, StandardCharsets.UTF_8), style, 80, () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private String[] lines() {
        return text().split("\n");
    }
}
