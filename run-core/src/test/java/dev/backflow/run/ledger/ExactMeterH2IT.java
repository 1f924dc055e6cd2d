package dev.backflow.run.ledger;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;

class ExactMeterH2IT extends ExactMeterContract {
    ExactMeterH2IT(@TempDir Path folder) {
        super(TestDatabase.h2File(folder));
    }

    @Override
    LongStream takeOverSeeds() {
        return LongStream.range(0, 10);
    }
}
