package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "59, 59s",
        "60, 1m 00s",
        "185, 3m 05s",
        "3599, 59m 59s",
        "3600, 1h 00m",
        "7380, 2h 03m",
        "-5, 0s"
    })
    void tellsTimeInTheUnitsThatMatter(long seconds, String text) {
        assertThat(Amounts.time(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 KB",
        "1500000, 1.5 MB",
        "999949, 999.9 KB",
        "999999, 1.0 MB",
        "9223372036854775807, 9223.4 PB"
    })
    void tellsSizesInPowersOfAThousand(long bytes, String text) {
        assertThat(Amounts.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 workers", "1, 1 worker", "2, 2 workers"})
    void countsNouns(long count, String text) {
        assertThat(Amounts.counted(count, "worker")).isEqualTo(text);
    }

    @Test
    void writesAPointInEveryLocale() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Amounts.rate(812.54)).isEqualTo("812.5");
        } finally {
            Locale.setDefault(before);
        }
    }
}
