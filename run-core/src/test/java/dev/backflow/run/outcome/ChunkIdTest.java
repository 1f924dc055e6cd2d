package dev.backflow.run.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ChunkIdTest {
    @Test
    void namesItsSegmentByPartitionOrdinalAndFence() {
        var chunk = new ChunkId(17, 3, 100, 2);

        assertThat(chunk.segment()).isEqualTo("segments/p00003/0000000100-f2.jsonl");
    }

    @Test
    void keepsLargeNumbersWhole() {
        assertThat(new ChunkId(1, 1_234_567, 98_765_432_101L, 12).segment())
                .isEqualTo("segments/p1234567/98765432101-f12.jsonl");
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkId(0, 0, 0, 0))
                .withMessage("run must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkId(1, 0, -1, 0))
                .withMessage("partition, first ordinal and fence must be at least 0, were 0, -1 and 0");
    }
}
