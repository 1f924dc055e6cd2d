package dev.backflow.run.ledger;

class LeasesPostgresIT extends LeasesContract {
    LeasesPostgresIT() {
        super(TestDatabase.postgres());
    }
}
