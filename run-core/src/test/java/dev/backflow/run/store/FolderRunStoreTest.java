package dev.backflow.run.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderRunStoreTest extends RunStoreContract {
    FolderRunStoreTest(@TempDir Path folder) {
        super(new FolderRunStore(folder));
    }
}
