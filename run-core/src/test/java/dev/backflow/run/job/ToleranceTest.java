package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ToleranceTest {
    @Test
    void toleratesACountAndNotOneMore() {
        var five = new Tolerance.Count(5);

        assertThat(five.isExceeded(5, 5)).isFalse();
        assertThat(five.isExceeded(6, 1_000_000)).isTrue();
        assertThat(new Tolerance.Count(0).isExceeded(0, 0)).isFalse();
        assertThat(new Tolerance.Count(0).isExceeded(1, 1)).isTrue();
    }

    @Test
    void comparesPercentagesWithoutRounding() {
        Tolerance twenty = percent("20%");
        Tolerance third = percent("33.333333%");

        assertThat(twenty.isExceeded(20, 100)).isFalse();
        assertThat(twenty.isExceeded(21, 100)).isTrue();
        assertThat(twenty.isExceeded(0, 0)).isFalse();
        assertThat(third.isExceeded(1, 3)).isTrue();
        assertThat(percent("100%").isExceeded(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void isTheSamePercentageHoweverItIsWritten() {
        assertThat(Tolerance.ofPercent("20.0%"))
                .isEqualTo(Tolerance.ofPercent("20%"))
                .hasToString("20%");
        assertThat(Tolerance.ofPercent("0.00%"))
                .isEqualTo(Tolerance.ofPercent("0%"))
                .hasToString("0%");
    }

    private static Tolerance percent(String text) {
        return Objects.requireNonNull(Tolerance.ofPercent(text));
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
