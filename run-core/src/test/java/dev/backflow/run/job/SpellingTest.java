package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    @Test
    void countsASwapOfNeighboursAsOne() {
        assertThat(Spelling.distance("limit", "limit")).isZero();
        assertThat(Spelling.distance("limit", "LIMIT")).isZero();
        assertThat(Spelling.distance("limti", "limit")).isEqualTo(1);
        assertThat(Spelling.distance("limt", "limit")).isEqualTo(1);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void offersOnlyWhatIsNear() {
        List<String> known = List.of("limit", "tier", "tolerate", "retries");

        assertThat(Spelling.nearest("tolerance", known)).isEqualTo("tolerate");
        assertThat(Spelling.nearest("teir", known)).isEqualTo("tier");
        assertThat(Spelling.nearest("password", List.of("url", "user", "password-file")))
                .isEqualTo("password-file");
        assertThat(Spelling.nearest("deadline", known)).isNull();
        assertThat(Spelling.nearest("", known)).isNull();
        assertThat(Spelling.nearest("limit".repeat(1000), known)).isNull();
    }
}
