package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.repository.LauncherLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherSeatTest {
    private final JobFolder folder;
    private final List<Duration> waits = new ArrayList<>();

    LauncherSeatTest(@TempDir Path data) {
        this.folder = JobFolder.of(data, "invoices");
    }

    @Test
    void takesAFreeSeatWithoutWaiting() throws Exception {
        try (LauncherLock lock = new LauncherSeat(folder, waits::add).take()) {
            assertThat(lock).isNotNull();
            assertThat(LauncherLock.isTaken(folder.folder())).isTrue();
        }

        assertThat(waits).isEmpty();
        assertThat(LauncherLock.isTaken(folder.folder())).isFalse();
    }

    @Test
    void givesUpAfterHalfASecond() throws Exception {
        try (LauncherLock taken = LauncherLock.tryTake(folder.folder())) {
            assertThat(taken).isNotNull();
            assertThat(new LauncherSeat(folder, waits::add).take()).isNull();
        }

        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void isNotTurnedAwayBySomebodyWhoOnlyLooks() throws Exception {
        LauncherLock look = Objects.requireNonNull(LauncherLock.tryTake(folder.folder()));

        try (LauncherLock lock = new LauncherSeat(folder, wait -> {
                    waits.add(wait);
                    closed(look);
                })
                .take()) {
            assertThat(lock).isNotNull();
        }

        assertThat(waits).hasSize(1);
    }

    private static void closed(LauncherLock lock) {
        try {
            lock.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
