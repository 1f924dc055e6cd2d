package dev.backflow.run.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionPlanTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "1, 1, 1",
        "2, 1, 2",
        "3, 2, 1",
        "4, 2, 2",
        "20, 2, 2",
        "100, 2, 6",
        "100, 40, 2",
        "100, 51, 1",
        "10000, 2, 625",
        "10000, 40, 31",
        "100000, 2, 1000",
        "100000, 40, 312",
        "10000000, 40, 1000",
    })
    void cutsSmallPartitionsButNotTooSmall(long documents, int slots, long each) {
        assertThat(new PartitionPlan(slots).documentsPerPartition(documents)).isEqualTo(each);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 40, 1_000})
    void keepsItsPromisesForEverySize(int slots) {
        var plan = new PartitionPlan(slots);

        for (long documents = 0; documents < 60_000; documents += 1 + documents / 37) {
            long each = plan.documentsPerPartition(documents);

            assertThat(each).as("%d documents", documents).isBetween(1L, 1_000L);
            if (documents >= 16L * slots) {
                assertThat(documents / each).as("%d documents", documents).isGreaterThanOrEqualTo(8L * slots);
            }
            assertThat(each == 1).as("%d documents", documents).isEqualTo(documents < 2L * slots);
        }
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertThatThrownBy(() -> new PartitionPlan(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PartitionPlan(1).documentsPerPartition(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
