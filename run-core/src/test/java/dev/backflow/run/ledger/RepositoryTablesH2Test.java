package dev.backflow.run.ledger;

class RepositoryTablesH2Test extends RepositoryTablesContract {
    RepositoryTablesH2Test() {
        super(TestDatabase.h2InMemory());
    }
}
