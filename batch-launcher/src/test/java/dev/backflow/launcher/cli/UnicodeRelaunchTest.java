package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.plan.LauncherProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeRelaunchTest {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "utf8", "UTF8"})
    void isNotNeededWhereEveryFileHasAName(String encoding) {
        assertThat(relaunch(Map.of(), encoding).isNeeded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANSI_X3.4-1968", "ISO-8859-1", "UTF-16"})
    void isNeededWhereSomeFilesHaveNone(String encoding) {
        assertThat(relaunch(Map.of(), encoding).isNeeded()).isTrue();
    }

    @Test
    void happensOnceOnly() {
        assertThat(relaunch(Map.of("BACKFLOW_RELAUNCHED", "yes"), "ANSI_X3.4-1968")
                        .isNeeded())
                .isFalse();
    }

    private static UnicodeRelaunch relaunch(Map<String, String> environment, String encoding) {
        return new UnicodeRelaunch(new LauncherProcess(Path.of("/java"), "a"), List::of, environment, encoding);
    }
}
