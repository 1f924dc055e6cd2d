package dev.backflow.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.engine.Served;
import dev.backflow.engine.Verdict;
import dev.backflow.engine.testkit.HookTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextExtractionTest {

    @Test
    void extractsTextTitleAuthorAndPagesOfAPdf() throws IOException {
        Served served = serve("log.pdf", SamplePdf.of("Cone six at noon", "Cooling since four"));

        assertThat(served.verdict()).isEqualTo(Verdict.COMPLETED);
        assertThat(served.status()).isEqualTo("EXTRACTED");
        assertThat(served.payload())
                .isEqualTo(Map.of(
                        "mediaType", "application/pdf",
                        "title", "Kiln log",
                        "author", "Agnieszka",
                        "pages", 2,
                        "characters", 36L,
                        "truncated", false,
                        "text", "Cone six at noon\n\nCooling since four"));
    }

    @Test
    void extractsSubjectSenderAndBodyOfAMail() {
        String mail = """
                From: Ruth Moss <ruth@example.org>
                To: Tom <tom@example.org>
                Subject: The van
                Date: Wed, 11 Mar 2026 10:00:00 +0000
                Content-Type: text/plain; charset=utf-8

                It failed its inspection.
                """;

        Served served = serve("van.eml", bytes(mail));

        assertThat(served.status()).isEqualTo("EXTRACTED");
        assertThat(served.payload())
                .containsEntry("mediaType", "message/rfc822")
                .containsEntry("title", "The van")
                .containsEntry("author", "Ruth Moss <ruth@example.org>")
                .containsEntry("text", "It failed its inspection.")
                .doesNotContainKey("pages");
    }

    @Test
    void extractsTheTextOfXml() {
        Served served = serve("order.xml", bytes("<?xml version='1.0'?><order><item>48 cups</item></order>"));

        assertThat(served.status()).isEqualTo("EXTRACTED");
        assertThat(served.payload())
                .containsEntry("mediaType", "application/xml")
                .containsEntry("text", "48 cups");
    }

    @Test
    void findsNothingOnABlankPage() throws IOException {
        Served served = serve("scan.pdf", SamplePdf.of(""));

        assertThat(served.verdict()).isEqualTo(Verdict.COMPLETED);
        assertThat(served.status()).isEqualTo("EMPTY");
        assertThat(served.payload()).containsEntry("pages", 1).containsEntry("characters", 0L);
    }

    @Test
    void findsNothingInAnEmptyFile() {
        Served served = serve("nothing.pdf", new byte[0]);

        assertThat(served.verdict()).isEqualTo(Verdict.COMPLETED);
        assertThat(served.status()).isEqualTo("EMPTY");
    }

    @Test
    void doesNotTryAnEncryptedPdfTwice() throws IOException {
        Served served = serve("secret.pdf", SamplePdf.encrypted("the glaze recipe", "North Sea"));

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(served.status()).isEqualTo("ENCRYPTED");
        assertThat(served.attempts()).isEqualTo(1);
        assertThat(served.payload()).isEqualTo(Map.of("why", "the document is encrypted"));
    }

    @Test
    void readsAnEncryptedPdfThatNeedsNoPassword() throws IOException {
        Served served = serve("open.pdf", SamplePdf.encrypted("for everybody", ""));

        assertThat(served.status()).isEqualTo("EXTRACTED");
        assertThat(served.payload()).containsEntry("text", "for everybody");
    }

    @Test
    void doesNotTryADamagedPdfTwice() throws IOException {
        byte[] whole = SamplePdf.of("most of this is missing");

        Served served = serve("damaged.pdf", Arrays.copyOf(whole, 60));

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(served.status()).isEqualTo("BROKEN");
        assertThat(served.attempts()).isEqualTo(1);
        assertThat(served.payload().get("why")).asString().startsWith("the document is damaged: ");
    }

    @Test
    void doesNotOpenADocumentThatIsTooLarge() {
        Served served = HookTest.of(new TextExtraction())
                .settings(Map.of("max-bytes", 4))
                .document("long.txt", bytes("five!"))
                .run();

        assertThat(served.status()).isEqualTo("TOO_LARGE");
        assertThat(served.attempts()).isEqualTo(1);
        assertThat(served.payload())
                .isEqualTo(Map.of("why", "the document has 5 bytes, more than max-bytes allows (4)"));
    }

    @Test
    void keepsTheBeginningOfALongText() {
        Served served = HookTest.of(new TextExtraction())
                .settings(Map.of("max-characters", 5))
                .document("long.txt", bytes("a longer text"))
                .run();

        assertThat(served.payload())
                .containsEntry("text", "a lon")
                .containsEntry("characters", 13L)
                .containsEntry("truncated", true);
    }

    @Test
    void readsAgainWhatCouldNotBeReadAtFirst() {
        Served served = HookTest.of(new TextExtraction())
                .document("note.txt", bytes("a note"))
                .failing("detect", 2)
                .run();

        assertThat(served.status()).isEqualTo("EXTRACTED");
        assertThat(served.attempts()).isEqualTo(3);
    }

    @Test
    void doesNotStartWithAWrongSetting() {
        HookTest test = HookTest.of(new TextExtraction()).settings(Map.of("max-chars", 5));

        assertThatThrownBy(test::run).hasMessageContaining("Unknown setting 'max-chars'");
    }

    private static Served serve(String name, byte[] content) {
        return HookTest.of(new TextExtraction()).document(name, content).run();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
