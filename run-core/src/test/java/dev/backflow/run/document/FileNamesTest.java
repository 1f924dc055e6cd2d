package dev.backflow.run.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.document.UnreadableSourceException.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    private static final Path ROOT = Path.of("source");

    @Test
    void readsEveryUnicodeNameUnderUtf8() {
        var names = new FileNames("UTF-8");

        assertThat(names.decoded(Path.of("source/caf\u00E9 \uD83D\uDE00 \uFFFD")))
                .isEqualTo("caf\u00E9 \uD83D\uDE00 \uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANSI_X3.4-1968", "ISO-8859-1", "Cp1252"})
    void refusesWhatIsNotAsciiUnderAnyOtherEncodingAndSaysWhatToDo(String encoding) {
        var names = new FileNames(encoding);

        assertThatThrownBy(() -> names.decoded(Path.of("source/caf\u00E9")))
                .isInstanceOfSatisfying(
                        UnreadableSourceException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NOT_READABLE))
                .hasMessageContaining(encoding)
                .hasMessageContaining("source/caf")
                .hasMessageContaining("Run with LC_ALL=C.UTF-8");
        assertThatThrownBy(() -> names.resolved(ROOT, "caf\u00E9"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("Run with LC_ALL=C.UTF-8");
    }

    @Test
    void readsAsciiUnderEveryEncoding() {
        var names = new FileNames("ANSI_X3.4-1968");

        assertThat(names.decoded(Path.of("source/plain\n~"))).isEqualTo("plain\n~");
        assertThat(names.resolved(ROOT, "d/plain")).isEqualTo(Path.of("source/d/plain"));
    }
}
