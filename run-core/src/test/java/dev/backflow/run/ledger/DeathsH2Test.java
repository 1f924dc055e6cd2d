package dev.backflow.run.ledger;

class DeathsH2Test extends DeathsContract {
    DeathsH2Test() {
        super(TestDatabase.h2InMemory());
    }
}
