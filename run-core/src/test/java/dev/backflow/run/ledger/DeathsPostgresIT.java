package dev.backflow.run.ledger;

class DeathsPostgresIT extends DeathsContract {
    DeathsPostgresIT() {
        super(TestDatabase.postgres());
    }
}
