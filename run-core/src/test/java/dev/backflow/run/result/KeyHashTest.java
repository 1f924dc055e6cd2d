package dev.backflow.run.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyHashTest {
    @Test
    void isTheFirstHalfOfTheSha256OfTheKey() {
        // Source: FIPS 180-2, appendix B.1, for "abc".
        assertThat(KeyHash.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    }

    @Test
    void tellsHalvesOfSurrogatePairsApart() {
        assertThat(KeyHash.of("\uD800")).isNotEqualTo(KeyHash.of("\uD801")).isNotEqualTo(KeyHash.of("?"));
    }
}
