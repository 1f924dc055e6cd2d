package dev.backflow.run.ledger;

class TasksPostgresIT extends TasksContract {
    TasksPostgresIT() {
        super(TestDatabase.postgres());
    }
}
