package dev.backflow.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t"})
    void refusesAStatusThatIsBlank(String status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Response.of(status))
                .withMessage("a response needs a status that is not blank");
    }

    @Test
    void refusesAStatusOfMoreThanAHundredCharacters() {
        assertThat(Response.of("S".repeat(100)).payload()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Response.of("S".repeat(101)))
                .withMessage("a status has at most 100 characters, this one has 101");
    }

    @Test
    void refusesAMissingPayload() {
        assertThatNullPointerException()
                .isThrownBy(() -> Response.of("DONE", null))
                .withMessage("a response needs a payload, which may be empty");
    }

    @Test
    void keepsTheOrderOfThePayloadAndItsNulls() {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("z", 1);
        payload.put("a", null);

        Response response = Response.of("DONE", payload);

        assertThat(response.payload().keySet().toArray()).containsExactly("z", "a");
        assertThat(response.payload().get("a")).isNull();
    }

    @Test
    void isNotTouchedByLaterChangesOfThePayload() {
        Map<String, Object> payload = new HashMap<>(Map.of("pages", 3));
        Response response = Response.of("DONE", payload);

        payload.put("pages", 4);

        assertThat(response).isEqualTo(Response.of("DONE", Map.of("pages", 3)));
    }
}
