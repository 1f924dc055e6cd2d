package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    @Test
    void namesTheSchemaInTheFirstLineOnly() {
        var lines = new JsonLines();

        assertThat(lines.line(Map.of("run", 1))).isEqualTo("{\"schema\":\"1.0\",\"run\":1}");
        assertThat(lines.line(Map.of("run", 2))).isEqualTo("{\"run\":2}");
    }

    @Test
    void keepsAnObjectOnOneLine() {
        assertThat(new JsonLines().line(Map.of("a", "x\ny"))).doesNotContain("\n");
    }
}
