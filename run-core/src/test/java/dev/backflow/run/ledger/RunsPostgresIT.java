package dev.backflow.run.ledger;

class RunsPostgresIT extends RunsContract {
    RunsPostgresIT() {
        super(TestDatabase.postgres());
    }
}
