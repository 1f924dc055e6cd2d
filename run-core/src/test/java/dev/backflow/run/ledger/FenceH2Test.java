package dev.backflow.run.ledger;

class FenceH2Test extends FenceContract {
    FenceH2Test() {
        super(TestDatabase.h2InMemory());
    }
}
