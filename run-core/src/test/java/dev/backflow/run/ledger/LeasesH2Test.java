package dev.backflow.run.ledger;

class LeasesH2Test extends LeasesContract {
    LeasesH2Test() {
        super(TestDatabase.h2InMemory());
    }
}
