package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeedEstimateTest {
    private static final long SECOND = 1_000_000_000L;

    private final SpeedEstimate speed = new SpeedEstimate();

    @Test
    void knowsNothingBeforeASecondReading() {
        assertThat(speed.update(5 * SECOND, 700)).isZero();
    }

    @Test
    void beginsWithTheFirstSpeedSeen() {
        speed.update(0, 100);

        assertThat(speed.update(SECOND, 150)).isEqualTo(50);
    }

    @Test
    void leavesReadingsOutThatAreTooCloseToTellASpeed() {
        speed.update(0, 0);
        speed.update(SECOND, 50);

        assertThat(speed.update(SECOND + SECOND / 10, 1_000)).isEqualTo(50);
    }

    @Test
    void followsAChangeOverAboutTenSeconds() {
        speed.update(0, 0);
        speed.update(SECOND, 100);

        assertThat(speed.update(2 * SECOND, 300)).isCloseTo(110, within(1e-9));
        assertThat(speed.update(22 * SECOND, 300)).isZero();
    }
}
