package dev.backflow.run.aws;

import dev.backflow.run.job.Folder;
import dev.backflow.run.job.Location;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import dev.backflow.run.store.RunStores;

/** Opens the stores of runs in folders of this machine and in S3. */
public final class LocationRunStores implements RunStores {
    private final S3Clients clients;

    /** @param clients asked for its client only when a store is in S3; closed by whoever made it */
    public LocationRunStores(S3Clients clients) {
        this.clients = clients;
    }

    @Override
    public RunStore of(Location location) {
        if (location instanceof Folder folder) {
            return new FolderRunStore(folder.path());
        }
        return new S3RunStore(clients.client(), (S3Location) location);
    }
}
