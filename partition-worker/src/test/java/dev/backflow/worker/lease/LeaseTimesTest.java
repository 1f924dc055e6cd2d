package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTimesTest {
    @Test
    void allowsALeaseOfThreeHeartbeats() {
        var times = new LeaseTimes(Duration.ofSeconds(1), Duration.ofSeconds(3));

        assertThat(times.lease()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void refusesALeaseThatOneSlowBeatCouldLose() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeaseTimes(Duration.ofSeconds(1), Duration.ofMillis(2_999)))
                .withMessageContaining("at least 3 heartbeats of PT1S");
    }

    @Test
    void refusesAHeartbeatWithoutAPause() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LeaseTimes(Duration.ZERO, Duration.ofSeconds(3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeaseTimes(Duration.ofSeconds(-1), Duration.ofSeconds(3)));
    }
}
