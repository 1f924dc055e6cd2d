package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvocationTest {
    @Test
    void namesTheJarAsItWasTyped() {
        assertThat(new Invocation("batch-launcher/target/launcher.jar").with("--job=a"))
                .isEqualTo("java -jar batch-launcher/target/launcher.jar --job=a");
    }

    @Test
    void namesTheUsualJarWhenStartedFromAClassPath() {
        assertThat(new Invocation("target/classes:lib/a.jar").with()).isEqualTo("java -jar launcher.jar");
    }

    @Test
    void quotesWhatAShellWouldPart() {
        assertThat(new Invocation("my tools/launcher.jar").with("--data-dir=it's here"))
                .isEqualTo("java -jar 'my tools/launcher.jar' '--data-dir=it'\\''s here'");
    }
}
