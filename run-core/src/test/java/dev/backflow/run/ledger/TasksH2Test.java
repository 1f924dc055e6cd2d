package dev.backflow.run.ledger;

class TasksH2Test extends TasksContract {
    TasksH2Test() {
        super(TestDatabase.h2InMemory());
    }
}
