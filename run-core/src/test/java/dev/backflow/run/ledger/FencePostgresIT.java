package dev.backflow.run.ledger;

class FencePostgresIT extends FenceContract {
    FencePostgresIT() {
        super(TestDatabase.postgres());
    }
}
