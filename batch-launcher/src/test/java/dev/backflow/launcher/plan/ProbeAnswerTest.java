package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeAnswerTest {
    private static final ProbedHook HOOK = new ProbedHook(
            "com.example.Invoices",
            "ab".repeat(32),
            List.of(new ProbedHook.Step("text", 20_000)),
            List.of("A warning."),
            List.of());

    @Test
    void comesBackAsItWasSent() {
        assertThat(ProbeAnswer.parse("word", ProbeAnswer.line("word", HOOK))).isEqualTo(HOOK);
    }

    @Test
    void keepsProblems() {
        var wrong = ProbedHook.wrong("No hook (a.jar). Add one.");

        assertThat(ProbeAnswer.parse("word", ProbeAnswer.line("word", wrong))).isEqualTo(wrong);
    }

    @Test
    void isNotWhatAHookPrints() {
        assertThat(ProbeAnswer.parse("word", ProbeAnswer.line("another", HOOK))).isNull();
        assertThat(ProbeAnswer.parse("word", "word and more")).isNull();
        assertThat(ProbeAnswer.parse("word", "word{\"problems\":[]}")).isNull();
        assertThat(ProbeAnswer.parse("word", "wordnull")).isNull();
    }
}
