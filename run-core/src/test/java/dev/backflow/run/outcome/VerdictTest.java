package dev.backflow.run.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void countsAllButRejectedDocumentsAsServiced() {
        assertThat(Verdict.values())
                .filteredOn(Verdict::serviced)
                .containsExactly(Verdict.COMPLETED, Verdict.EXHAUSTED);
    }

    @Test
    void isFoundByItsWord() {
        assertThat(Verdict.values()).extracting(Verdict::word).containsExactly("completed", "exhausted", "rejected");
        assertThat(Verdict.values())
                .allSatisfy(
                        verdict -> assertThat(Verdict.ofWord(verdict.word())).isEqualTo(verdict));
    }

    @Test
    void refusesAnUnknownWord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Verdict.ofWord("Completed"))
                .withMessage("outcome must be completed, exhausted or rejected, was Completed");
    }
}
