package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressStyleTest {
    @Test
    void showsALiveLineOnATerminal() {
        assertThat(ProgressStyle.AUTO.in(Map.of("TERM", "xterm"), true)).isEqualTo(ProgressStyle.BAR);
    }

    @Test
    void printsPlainLinesIntoAPipe() {
        assertThat(ProgressStyle.AUTO.in(Map.of("TERM", "xterm"), false)).isEqualTo(ProgressStyle.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({"CI, true", "NO_COLOR, 1", "TERM, dumb", "TERM, ''"})
    void printsPlainLinesWhenTheEnvironmentAsksForIt(String name, String value) {
        var environment = new HashMap<>(Map.of("TERM", "xterm"));
        environment.put(name, value);

        assertThat(ProgressStyle.AUTO.in(environment, true)).isEqualTo(ProgressStyle.PLAIN);
    }

    @Test
    void printsPlainLinesWithoutAnyEnvironment() {
        assertThat(ProgressStyle.AUTO.in(Map.of(), true)).isEqualTo(ProgressStyle.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(names = {"BAR", "PLAIN", "NONE"})
    void doesWhatWasAskedForByName(ProgressStyle style) {
        assertThat(style.in(Map.of("CI", "true"), false)).isEqualTo(style);
    }
}
