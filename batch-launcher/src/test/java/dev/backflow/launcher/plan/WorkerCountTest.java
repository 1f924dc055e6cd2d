package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.job.Cpu;
import dev.backflow.run.job.Tier;
import dev.backflow.run.job.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerCountTest {
    private static final Workers UNTOLD = Workers.defaults();

    @Test
    void servesInlineWithASlotPerProcessor() {
        assertThat(WorkerCount.of(Tier.INLINE, UNTOLD, 4)).isEqualTo(new WorkerCount(1, 4));
    }

    @Test
    void startsAProcessPerProcessorButNotMoreThanTwenty() {
        assertThat(WorkerCount.of(Tier.PROCESSES, UNTOLD, 4)).isEqualTo(new WorkerCount(4, 2));
        assertThat(WorkerCount.of(Tier.PROCESSES, UNTOLD, 64)).isEqualTo(new WorkerCount(20, 2));
    }

    @Test
    void takesWhatTheJobFileSays() {
        var told = new Workers(null, 3, new Cpu(1024), null, 90, 5);

        assertThat(WorkerCount.of(Tier.INLINE, told, 4)).isEqualTo(new WorkerCount(1, 5));
        assertThat(WorkerCount.of(Tier.PROCESSES, told, 4)).isEqualTo(new WorkerCount(3, 5));
        assertThat(WorkerCount.of(Tier.PROCESSES, told, 4).allSlots()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0"})
    void refusesToHaveNobodyWhoServes(int workers, int slots) {
        assertThatThrownBy(() -> new WorkerCount(workers, slots))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is at least 1 worker with 1 slot, was %d with %d", workers, slots);
    }
}
