package dev.backflow.worker.lease;

import dev.backflow.run.ledger.TestDatabase;
import java.nio.file.Path;

class PartitionWorkerPostgresIT extends PartitionWorkerContract {
    @Override
    TestDatabase open(Path folder) {
        return TestDatabase.postgres();
    }
}
