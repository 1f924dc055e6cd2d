package dev.backflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SkipRuleTest {

    @Test
    void bearsACountOfDocuments() {
        SkipRule rule = SkipRule.ofCount(3);

        assertThat(rule.tolerates(3, 3)).isTrue();
        assertThat(rule.tolerates(4, 1_000_000)).isFalse();
    }

    @Test
    void bearsAShareOfTheServicedDocumentsExactly() {
        SkipRule rule = SkipRule.ofPercent(new BigDecimal("1"));

        assertThat(rule.tolerates(1, 100)).isTrue();
        assertThat(rule.tolerates(1, 99)).isFalse();
        assertThat(SkipRule.ofPercent(new BigDecimal("33.3")).tolerates(333, 1000))
                .isTrue();
    }

    @Test
    void bearsNoneByDefault() {
        assertThat(SkipRule.NONE.tolerates(0, 10)).isTrue();
        assertThat(SkipRule.NONE.tolerates(1, 10)).isFalse();
    }

    @Test
    void isContentWithARunWithoutDocuments() {
        assertThat(SkipRule.ofPercent(BigDecimal.ZERO).tolerates(0, 0)).isTrue();
    }

    @Test
    void refusesWhatIsNoShareOrNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> SkipRule.ofCount(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> SkipRule.ofPercent(new BigDecimal("-0.1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SkipRule.ofPercent(new BigDecimal("100.1")))
                .withMessage("a tolerated share must be 0 to 100 percent, was 100.1");
    }
}
