package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchExceptionTest {
    @Test
    void keepsEveryProblem() {
        var fault = new LaunchException(ExitCode.CONFIGURATION_WRONG, List.of("One.", "Two."));

        assertThat(fault.problems()).containsExactly("One.", "Two.");
        assertThat(fault.exitCode()).isEqualTo(ExitCode.CONFIGURATION_WRONG);
        assertThat(fault).hasMessage("One. Two.");
    }

    @Test
    void keepsItsCause() {
        var cause = new IOException("disk");

        assertThat(new LaunchException(ExitCode.UNAVAILABLE, "Full.", cause)).hasCause(cause);
    }

    @Test
    void refusesToHaveNoProblem() {
        assertThatThrownBy(() -> new LaunchException(ExitCode.UNAVAILABLE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
