package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;

class RepositoryTablesPostgresIT extends RepositoryTablesContract {
    RepositoryTablesPostgresIT() {
        super(TestDatabase.postgres());
    }

    /** Launchers on several hosts share a server; an embedded database has one launcher, which holds its lock. */
    @RepeatedTest(5)
    void createsThemForSeveralLaunchersAtOnce() throws InterruptedException {
        database().jdbc().sql("DROP SCHEMA PUBLIC CASCADE").update();
        database().jdbc().sql("CREATE SCHEMA PUBLIC").update();

        Together.run(6, launcher -> {
            new RepositoryTables(database().dataSource()).create();
            return launcher;
        });

        assertThat(new Runs(database().ledger()).list(null)).isEmpty();
    }
}
