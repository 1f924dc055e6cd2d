package dev.backflow.launcher.run;

import dev.backflow.launcher.repository.LauncherLock;
import java.io.IOException;

/** Whether a launcher of a job is alive on this host. */
final class LauncherPresence {
    private LauncherPresence() {}

    static boolean in(JobFolder folder) {
        try {
            return LauncherLock.isTaken(folder.folder());
        } catch (IOException e) {
            return false;
        }
    }
}
