package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {
    @Test
    void leavesOrdinaryTextAlone() {
        assertThat(OneLine.of("Büro/Öffnungszeiten März 📄.txt")).isEqualTo("Büro/Öffnungszeiten März 📄.txt");
    }

    @ParameterizedTest
    @CsvSource({"000a", "000d", "001b", "0085", "2028", "2029", "202e", "d800", "0000", "007f"})
    void escapesWhatATerminalOrALogWouldActOn(String hex) {
        var character = (char) Integer.parseInt(hex, 16);

        assertThat(OneLine.of("a" + character + "b")).isEqualTo("a\\u" + hex + "b");
    }
}
