package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import dev.backflow.engine.Verdict;
import dev.backflow.engine.testkit.HookTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SizesTest {

    @Test
    void isWhatTheGuideShows() {
        assertThat(Path.of("../../docs/writing-a-hook.md"))
                .content()
                .contains(contentOf(
                        Path.of("src/test/java/com/example/Sizes.java").toFile()));
    }

    @Test
    void completesADocument() {
        var served = HookTest.of(new Sizes())
                .document("letter.txt", new byte[] {1, 2, 3})
                .run();

        assertThat(served.verdict()).isEqualTo(Verdict.COMPLETED);
        assertThat(served.status()).isEqualTo("COMPLETED");
    }
}
