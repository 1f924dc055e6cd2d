package dev.backflow.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {
    private static final StepFunction<Object, Object> SAME = (value, document) -> value;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "two\nlines", "authorize", "completed", "exhausted"})
    void refusesANameThatReportsCouldNotShow(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Step(name, Duration.ofSeconds(1), SAME));
    }

    @Test
    void refusesANameOfMoreThanAHundredCharacters() {
        String longest = "x".repeat(100);

        assertThat(new Step(longest, Duration.ofSeconds(1), SAME).name()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step(longest + "x", Duration.ofSeconds(1), SAME))
                .withMessageContaining("at most 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S"})
    void refusesALimitThatIsNone(String limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step("text", Duration.parse(limit), SAME))
                .withMessage("the time limit of step 'text' must be more than nothing and at most 24 hours, was "
                        + Duration.parse(limit));
    }
}
