package dev.backflow.launcher.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.backflow.launcher.drill.DrillLength.Unit;
import org.junit.jupiter.api.Test;

class DrillLengthTest {
    @Test
    void countsWhatItIsToldTo() {
        assertThat(new DrillLength(Unit.KILLS, 10).isReached(9, 99, 99)).isFalse();
        assertThat(new DrillLength(Unit.KILLS, 10).isReached(10, 0, 0)).isTrue();
        assertThat(new DrillLength(Unit.ROUNDS, 10).isReached(99, 9, 99)).isFalse();
        assertThat(new DrillLength(Unit.ROUNDS, 10).isReached(0, 10, 0)).isTrue();
        assertThat(new DrillLength(Unit.MINUTES, 10).isReached(99, 99, 9)).isFalse();
        assertThat(new DrillLength(Unit.MINUTES, 10).isReached(0, 0, 10)).isTrue();
    }

    @Test
    void triesNoMoreKillsThanAreMissing() {
        assertThat(new DrillLength(Unit.KILLS, 1_000).nextKills(0)).isEqualTo(25);
        assertThat(new DrillLength(Unit.KILLS, 1_000).nextKills(993)).isEqualTo(7);
        assertThat(new DrillLength(Unit.MINUTES, 1).nextKills(993)).isEqualTo(25);
    }

    @Test
    void refusesNothingAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DrillLength(Unit.ROUNDS, 0))
                .withMessage("rounds must be 1 or more, was 0");
    }
}
