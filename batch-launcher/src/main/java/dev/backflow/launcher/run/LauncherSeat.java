package dev.backflow.launcher.run;

import dev.backflow.launcher.repository.LauncherLock;
import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one place of a job's launcher on this host. It is asked for a few times, because a command that only looks whether
 * a launcher is alive holds the same lock for a moment.
 */
final class LauncherSeat {
    private static final int MOST_ATTEMPTS = 6;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final JobFolder folder;
    private final Sleeper sleeper;

    LauncherSeat(JobFolder folder, Sleeper sleeper) {
        this.folder = folder;
        this.sleeper = sleeper;
    }

    /** @return null if another launcher has it, all of half a second long */
    @Nullable
    LauncherLock take() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            LauncherLock lock = LauncherLock.tryTake(folder.folder());
            if (lock != null || attempt == MOST_ATTEMPTS) {
                return lock;
            }
            sleeper.sleep(BETWEEN_ATTEMPTS);
        }
    }
}
