package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpringArgumentsTest {
    @Test
    void passesOnWhatIsSpringsAndKeepsTheRest() {
        var parted = SpringArguments.split(List.of(
                "--job=a",
                "--spring.main.banner-mode=off",
                "--logging.level.root=debug",
                "--management.x=y",
                "--springy"));

        assertThat(parted)
                .isEqualTo(new SpringArguments(
                        List.of("--job=a", "--springy"),
                        List.of("--spring.main.banner-mode=off", "--logging.level.root=debug", "--management.x=y")));
    }
}
