package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProcessLoadTest {
    private final AtomicLong cpu = new AtomicLong(500);
    private final AtomicLong nanos = new AtomicLong(10_000);

    @Test
    void isTheShareOfWhatTheProcessCanUseSinceItWasAskedLast() {
        var load = new ProcessLoad(2, cpu::get, nanos::get);

        pass(1_000, 1_000);
        assertThat(load.read().cpu()).isEqualTo(0.5);
        pass(1_000, 2_000);
        assertThat(load.read().cpu()).isEqualTo(1);
        pass(1_000, 0);
        assertThat(load.read().cpu()).isZero();
    }

    @Test
    void seesAFractionOfAProcessorAsAWhole() {
        var load = new ProcessLoad(0.25, cpu::get, nanos::get);

        pass(1_000, 250);

        assertThat(load.read().cpu()).isEqualTo(1);
    }

    @Test
    void isNeverAboveOneHoweverManyThreadsAHookStarts() {
        var load = new ProcessLoad(1, cpu::get, nanos::get);

        pass(1_000, 8_000);

        assertThat(load.read().cpu()).isEqualTo(1);
    }

    @Test
    void saysSoWhenTheMachineDoesNotTell() {
        cpu.set(-1);
        var load = new ProcessLoad(1, cpu::get, nanos::get);
        nanos.addAndGet(1_000);

        assertThat(load.read().cpu()).isNegative();
    }

    private void pass(long wall, long used) {
        nanos.addAndGet(wall);
        cpu.addAndGet(used);
    }
}
