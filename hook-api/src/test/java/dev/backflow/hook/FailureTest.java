package dev.backflow.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void answersWithStepTypeAndMessageByDefault() {
        Failure failure = new Failure("parse", "acme.NoTotal", "no total", "acme.Parser.total(Parser.java:41)", 3);

        assertThat(failure.toResponse())
                .isEqualTo(Response.of(
                        "EXHAUSTED", Map.of("step", "parse", "type", "acme.NoTotal", "message", "no total")));
    }

    @Test
    void cannotBeBuiltWithoutItsTexts() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Failure(" ", "type", "", "", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Failure("step", null, "", "", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Failure("step", "type", null, "", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Failure("step", "type", "", null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Failure("step", "type", "", "", 0));
    }
}
