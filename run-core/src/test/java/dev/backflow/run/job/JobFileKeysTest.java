package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JobFileKeysTest {
    @Test
    void isTheTableOfTheDocumentation() {
        assertThat(Path.of("../docs/job-files.md"))
                .as("the table of keys in docs/job-files.md; replace it by the one shown here")
                .content()
                .contains("\n## Keys\n\n" + JobFileKeys.table() + "\n");
    }
}
