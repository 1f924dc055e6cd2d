package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeQuestionTest {
    @Test
    void arrivesAsItWasAsked() throws IOException {
        var question = ProbeQuestion.of(
                "word",
                Path.of("/jars/hook.jar"),
                "com.example.Invoices",
                Map.of("language", "en", "pages", List.of(1L << 40, true, 0.5, 7L)));

        assertThat(asked(question)).isEqualTo(question);
    }

    @Test
    void needNotNameAClass() throws IOException {
        var question = ProbeQuestion.of("word", Path.of("/a.jar"), null, Map.of());

        assertThat(asked(question)).isEqualTo(question);
    }

    @Test
    void namesTheJarFromTheRoot() {
        assertThat(ProbeQuestion.of("word", Path.of("a.jar"), null, Map.of()).jar())
                .startsWith("/")
                .endsWith("/a.jar");
    }

    @Test
    void isOneLineAndLeavesTheRestUnread() throws IOException {
        var question = ProbeQuestion.of("word", Path.of("/a.jar"), null, Map.of("text", "two\nlines"));
        var in = new SequenceInputStream(
                new ByteArrayInputStream(question.line()), new ByteArrayInputStream(new byte[] {7}));

        assertThat(ProbeQuestion.read(in)).isEqualTo(question);
        assertThat(in.read()).isEqualTo(7);
    }

    @Test
    void isRefusedWhenItIsCutOff() {
        var line = ProbeQuestion.of("word", Path.of("/a.jar"), null, Map.of()).line();

        assertThatThrownBy(() -> ProbeQuestion.read(new ByteArrayInputStream(line, 0, line.length - 1)))
                .isInstanceOf(EOFException.class);
    }

    private static ProbeQuestion asked(ProbeQuestion question) throws IOException {
        return ProbeQuestion.read(new ByteArrayInputStream(question.line()));
    }
}
