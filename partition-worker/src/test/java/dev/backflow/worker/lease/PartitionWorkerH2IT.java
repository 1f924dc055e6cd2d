package dev.backflow.worker.lease;

import dev.backflow.run.ledger.TestDatabase;
import java.nio.file.Path;

/** In a file, as in production: an interrupted thread would close it for everybody. */
class PartitionWorkerH2IT extends PartitionWorkerContract {
    @Override
    TestDatabase open(Path folder) {
        return TestDatabase.h2File(folder);
    }
}
