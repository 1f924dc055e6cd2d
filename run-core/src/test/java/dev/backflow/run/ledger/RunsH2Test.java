package dev.backflow.run.ledger;

class RunsH2Test extends RunsContract {
    RunsH2Test() {
        super(TestDatabase.h2InMemory());
    }
}
