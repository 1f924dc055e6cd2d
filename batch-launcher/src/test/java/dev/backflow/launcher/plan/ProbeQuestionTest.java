package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeQuestionTest {
    @Test
    void arrivesAsItWasAsked() {
        var question = ProbeQuestion.of(
                "word",
                Path.of("/jars/hook.jar"),
                "com.example.Invoices",
                Map.of("language", "en", "pages", List.of(1L << 40, true, 0.5, 7L)));

        assertThat(ProbeQuestion.parse(question.bytes())).isEqualTo(question);
    }

    @Test
    void needNotNameAClass() {
        var question = ProbeQuestion.of("word", Path.of("/a.jar"), null, Map.of());

        assertThat(ProbeQuestion.parse(question.bytes())).isEqualTo(question);
    }

    @Test
    void namesTheJarFromTheRoot() {
        assertThat(ProbeQuestion.of("word", Path.of("a.jar"), null, Map.of()).jar())
                .startsWith("/")
                .endsWith("/a.jar");
    }
}
