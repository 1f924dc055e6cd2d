package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LauncherWatchTest {
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final LauncherWatch watch = new LauncherWatch(SILENCE);

    @Test
    void countsFromTheLastMoveOfTheCounter() {
        assertThat(watch.isSilent(7, at(-60))).isFalse();
        assertThat(watch.isSilent(7, at(-55))).isFalse();
        assertThat(watch.isSilent(8, at(-49))).isFalse();
        assertThat(watch.isSilent(8, at(-39))).isFalse();
        assertThat(watch.isSilent(8, at(-38))).isTrue();
    }

    /** A counter may begin anywhere, and a run that is taken over goes on with it. */
    @Test
    void takesAnyChangeForASignOfLife() {
        assertThat(watch.isSilent(0, at(0))).isFalse();
        assertThat(watch.isSilent(9, at(11))).isFalse();
        assertThat(watch.isSilent(0, at(22))).isFalse();
        assertThat(watch.isSilent(0, at(33))).isTrue();
    }

    @Test
    void waitsForEverWhereTheLauncherIsWatchedInAnotherWay() {
        var patient = new LauncherWatch(null);

        assertThat(patient.isSilent(1, at(0))).isFalse();
        assertThat(patient.isSilent(1, at(1_000_000))).isFalse();
    }

    private static long at(long minutes) {
        return Duration.ofMinutes(minutes).toNanos();
    }
}
