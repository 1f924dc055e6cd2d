package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ToleranceTest {
    @Test
    void isTheSamePercentageHoweverItIsWritten() {
        assertThat(Tolerance.ofPercent("20.0%"))
                .isEqualTo(Tolerance.ofPercent("20%"))
                .hasToString("20%");
        assertThat(Tolerance.ofPercent("0.00%"))
                .isEqualTo(Tolerance.ofPercent("0%"))
                .hasToString("0%");
    }

    @Test
    void cannotBeBuiltWrong() {
        assertThatThrownBy(() -> new Tolerance.Count(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tolerance.Percent(new BigDecimal("100.1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Tolerance.ofPercent("100.1%")).isNull();
        assertThat(Tolerance.ofPercent("5")).isNull();
    }
}
