package dev.backflow.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessPropertiesTest {
    @Test
    void asksForNothingByDefault() {
        assertThat(ProcessProperties.of(Map.of())).isEqualTo(new ProcessProperties(List.of(), null));
    }

    @Test
    void putsOptionsAfterTheHeapSoThatTheyWin() {
        var properties = Map.of(
                "spring.cloud.deployer.memory", "2g",
                "spring.cloud.deployer.process.java-options", "-Xss1m '-Dpath=a b'",
                "spring.cloud.deployer.process.working-directory", "/some/where");

        assertThat(ProcessProperties.of(properties))
                .isEqualTo(new ProcessProperties(List.of("-Xmx2048m", "-Xss1m", "-Dpath=a b"), Path.of("/some/where")));
    }

    @Test
    void leavesPropertiesOfOtherLaunchersAlone() {
        var properties = Map.of("spring.cloud.deployer.cpu", "1024", "spring.cloud.deployer.ecs.cluster", "one");

        assertThat(ProcessProperties.of(properties)).isEqualTo(new ProcessProperties(List.of(), null));
    }

    @Test
    void namesAllFaultsAtOnce() {
        var properties = Map.of(
                "spring.cloud.deployer.process.java-opts", "-Xss1m",
                "spring.cloud.deployer.memory", "much",
                "spring.cloud.deployer.process.java-options", "'-Xss1m");

        assertThatThrownBy(() -> ProcessProperties.of(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spring.cloud.deployer.process.java-opts is not known."
                        + " Use spring.cloud.deployer.process.java-options"
                        + " or spring.cloud.deployer.process.working-directory.\n"
                        + "spring.cloud.deployer.memory is much."
                        + " Use a number of mebibytes, or one with m or g, such as 512m.\n"
                        + "spring.cloud.deployer.process.java-options is '-Xss1m. Close its quotes.");
    }
}
