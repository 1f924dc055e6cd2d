package dev.backflow.launcher.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherLockIT {
    private final Path folder;

    LauncherLockIT(@TempDir Path folder) {
        this.folder = folder.resolve("invoices");
    }

    @Test
    void keepsASecondProcessOutUntilTheFirstIsKilled() throws Exception {
        try (var other = OtherJvm.start("lock", folder)) {
            assertThat(LauncherLock.tryTake(folder)).isNull();
            assertThat(LauncherLock.isTaken(folder)).isTrue();

            other.kill();

            assertThat(LauncherLock.isTaken(folder)).isFalse();
            try (LauncherLock lock = LauncherLock.tryTake(folder)) {
                assertThat(lock).isNotNull();
            }
        }
    }

    @Test
    void looksWithoutCreatingAnything() throws IOException {
        assertThat(LauncherLock.isTaken(folder)).isFalse();

        assertThat(Files.exists(folder)).isFalse();
    }
}
