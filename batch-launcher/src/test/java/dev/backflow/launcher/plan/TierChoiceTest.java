package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.job.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierChoiceTest {
    @ParameterizedTest
    @CsvSource({"0, INLINE", "1, INLINE", "1000, INLINE", "1001, PROCESSES", "1000000000000, PROCESSES"})
    void startsProcessesOnlyForManyDocuments(long documents, Tier tier) {
        assertThat(TierChoice.of(Tier.AUTO, documents)).isEqualTo(tier);
    }

    @Test
    void takesTheTierThatWasWishedFor() {
        assertThat(TierChoice.of(Tier.INLINE, 1_000_000)).isEqualTo(Tier.INLINE);
        assertThat(TierChoice.of(Tier.PROCESSES, 0)).isEqualTo(Tier.PROCESSES);
    }
}
