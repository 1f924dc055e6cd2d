package dev.backflow.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTest {

    @Test
    void rejectsWithTheReasonAsPayload() {
        Decision denied = Decision.deny("unknown tenant");

        assertThat(denied.allowed()).isFalse();
        assertThat(denied.reason()).isEqualTo("unknown tenant");
        assertThat(denied.response()).isEqualTo(Response.of("REJECTED", Map.of("reason", "unknown tenant")));
        assertThat(denied).hasToString("deny: unknown tenant");
    }

    @Test
    void rejectsWithAResponseOfItsOwn() {
        Response response = Response.of("NOT_OURS", Map.of("tenant", "x"));

        assertThat(Decision.deny("unknown tenant", response).response()).isEqualTo(response);
    }

    @Test
    void refusesADenialWithoutReasonOrResponse() {
        assertThatIllegalArgumentException().isThrownBy(() -> Decision.deny(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> Decision.deny(null));
        assertThatNullPointerException().isThrownBy(() -> Decision.deny("no", null));
    }

    @Test
    void hasNoResponseForAnAllowedDocument() {
        Decision allowed = Decision.allow();

        assertThat(allowed.allowed()).isTrue();
        assertThat(allowed.reason()).isEmpty();
        assertThatIllegalStateException().isThrownBy(allowed::response);
    }
}
