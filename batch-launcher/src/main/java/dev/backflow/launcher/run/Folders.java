package dev.backflow.launcher.run;

import dev.backflow.run.job.Folder;
import dev.backflow.run.job.Location;
import java.nio.file.Path;

/** The folders of this machine that a job file names. */
final class Folders {
    private Folders() {}

    /** @throws LaunchException if the location is not a folder of this machine */
    static Path path(Location location) {
        if (location instanceof Folder folder) {
            return folder.path();
        }
        throw new LaunchException(
                ExitCode.CONFIGURATION_WRONG,
                location.shown() + " is not a folder of this machine. This tier serves folders only.");
    }
}
