package dev.backflow.run.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class PlainJsonTest {
    @Test
    void readsOneValue() {
        assertThat(PlainJson.read("{\"a\":[1,1.10,\"x\",true,false,null]} ".getBytes(UTF_8)))
                .isEqualTo(Map.of("a", Arrays.asList(1L, new BigDecimal("1.10"), "x", true, false, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1", "[1]]", "1 2", "{} {}", "nul", "]", "{\"a\"}", "NaN"})
    void refusesWhatIsNotExactlyOneValue(String json) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> PlainJson.read(json.getBytes(UTF_8)));
    }

    @Test
    void writesOneLine() {
        assertThat(PlainJson.text(List.of("a\n\u001B\u2028", 1L))).isEqualTo("[\"a\\n\\u001B\\u2028\",1]");
    }

    @Test
    void refusesToWriteWhatIsNotPlainData() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlainJson.text(Instant.EPOCH))
                .withMessage("not plain data: java.time.Instant");
    }
}
