package dev.backflow.examples.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.engine.HookInspection;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordCountJarIT {

    @Test
    void namesItsHook() {
        HookInspection jar = HookInspection.of(Path.of("target/word-count-hook.jar"), null, Map.of());

        assertThat(jar.className()).isEqualTo(WordCount.class.getName());
        assertThat(jar.steps()).extracting(HookInspection.DescribedStep::name).containsExactly("count", "check");
        assertThat(jar.warnings()).isEmpty();
    }
}
