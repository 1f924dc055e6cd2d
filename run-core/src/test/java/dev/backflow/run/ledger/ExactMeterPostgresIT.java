package dev.backflow.run.ledger;

import java.util.stream.LongStream;

class ExactMeterPostgresIT extends ExactMeterContract {
    ExactMeterPostgresIT() {
        super(TestDatabase.postgres());
    }

    @Override
    LongStream takeOverSeeds() {
        return LongStream.range(0, 50);
    }
}
