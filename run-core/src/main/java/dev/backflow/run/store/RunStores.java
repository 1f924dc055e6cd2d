package dev.backflow.run.store;

import dev.backflow.run.job.Folder;
import dev.backflow.run.job.Location;

/** Opens the store of a run by where it is. Safe for use by several threads. */
@FunctionalInterface
public interface RunStores {
    RunStore of(Location location);

    /** Of stores in folders of this machine alone. */
    static RunStores inFolders() {
        return location -> {
            if (location instanceof Folder folder) {
                return new FolderRunStore(folder.path());
            }
            throw new IllegalArgumentException("not a folder: " + location);
        };
    }
}
