package dev.backflow.examples.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.engine.Served;
import dev.backflow.engine.Verdict;
import dev.backflow.engine.testkit.HookTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordCountTest {

    @Test
    void countsTheWordsOfADocument() {
        Served served = serve("notes/kiln.md", "# Kiln\n\nFire it slowly.\n");

        assertThat(served.verdict()).isEqualTo(Verdict.COMPLETED);
        assertThat(served.status()).isEqualTo("COUNTED");
        assertThat(served.payload())
                .containsEntry("title", "Kiln")
                .containsEntry("words", 5L)
                .containsEntry("lines", 3L)
                .containsEntry("sha256", "d79b34cfe6c39d51cfea43b931826be4949436c03c1f8d9df00f82900f656d5d");
    }

    @Test
    void rejectsWhatIsConfidential() {
        Served served = serve("confidential/salaries.csv", "name,gross\n");

        assertThat(served.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(served.payload()).isEqualTo(Map.of("reason", "the folder confidential/ is not to be read"));
    }

    @Test
    void asksForReviewOfADocumentWithoutWords() {
        Served served = serve("scan.txt", " \n");

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(served.attempts()).isEqualTo(3);
        assertThat(served.status()).isEqualTo("NEEDS_REVIEW");
        assertThat(served.payload()).isEqualTo(Map.of("step", "check", "why", "the document has no words"));
    }

    @Test
    void countsAtTheThirdAttemptWhatFailedTwice() {
        Served served = HookTest.of(new WordCount())
                .document("a.txt", "two words".getBytes(StandardCharsets.UTF_8))
                .failing("count", 2)
                .run();

        assertThat(served.attempts()).isEqualTo(3);
        assertThat(served.payload()).containsEntry("words", 2L);
    }

    private static Served serve(String name, String text) {
        return HookTest.of(new WordCount())
                .document(name, text.getBytes(StandardCharsets.UTF_8))
                .run();
    }
}
