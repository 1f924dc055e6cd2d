package dev.backflow.examples.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.engine.Verdict;
import dev.backflow.engine.testkit.HookTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The twenty documents of the quick start end as the READMEs say. */
class SampleDocumentsTest {
    private static final Path DOCUMENTS = Path.of("../documents");

    @Test
    void completesAllButOneRejectedAndOneExhausted() throws IOException {
        Map<String, Verdict> verdicts = new TreeMap<>();

        try (var files = Files.walk(DOCUMENTS)) {
            files.filter(Files::isRegularFile).forEach(file -> verdicts.put(name(file), verdict(file)));
        }

        assertThat(verdicts)
                .hasSize(20)
                .containsEntry("confidential/salaries-2026.csv", Verdict.REJECTED)
                .containsEntry("letters/scan-failed.txt", Verdict.EXHAUSTED);
        assertThat(verdicts.values()).filteredOn(Verdict.COMPLETED::equals).hasSize(18);
    }

    private static Verdict verdict(Path file) {
        return HookTest.of(new WordCount()).document(name(file), file).run().verdict();
    }

    private static String name(Path file) {
        return DOCUMENTS.relativize(file).toString();
    }
}
