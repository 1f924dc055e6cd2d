package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "DONE, 0",
        "TOO_MANY_EXHAUSTED, 1",
        "COMMAND_LINE_WRONG, 64",
        "UNREADABLE, 66",
        "UNAVAILABLE, 69",
        "INTERNAL_ERROR, 70",
        "TEARDOWN_UNCONFIRMED, 74",
        "ALREADY_RUNNING, 75",
        "NOT_PERMITTED, 77",
        "CONFIGURATION_WRONG, 78",
        "INTERRUPTED, 130",
        "TERMINATED, 143"
    })
    void hasTheNumberThatScriptsRelyOn(ExitCode code, int number) {
        assertThat(code.number()).isEqualTo(number);
    }

    @Test
    void hasNoOtherNumbers() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number))
                .containsExactly(0, 1, 64, 66, 69, 70, 74, 75, 77, 78, 130, 143);
    }
}
