package dev.backflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RetryRuleTest {

    @Test
    void allowsTwoRetriesByDefault() {
        assertThat(RetryRule.DEFAULT.allowsAnother(1, false)).isTrue();
        assertThat(RetryRule.DEFAULT.allowsAnother(2, false)).isTrue();
        assertThat(RetryRule.DEFAULT.allowsAnother(3, false)).isFalse();
    }

    @Test
    void allowsNoneAfterAPermanentFailure() {
        assertThat(RetryRule.DEFAULT.allowsAnother(1, true)).isFalse();
    }

    @Test
    void allowsNoneWhenThereAreNoRetries() {
        assertThat(new RetryRule(0).allowsAnother(1, false)).isFalse();
    }

    @Test
    void refusesANegativeNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryRule(-1))
                .withMessage("retries must be 0 or more, was -1");
    }
}
