package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Creating the tables of a job repository, on any engine. */
abstract class RepositoryTablesContract {
    private final TestDatabase database;
    private final RepositoryTables tables;

    RepositoryTablesContract(TestDatabase database) {
        this.database = database;
        this.tables = new RepositoryTables(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    final TestDatabase database() {
        return database;
    }

    @Test
    void createsTheTablesOfSpringBatchOfSpringCloudTaskAndOfTheLedger() {
        assertThat(List.of("BATCH_STEP_EXECUTION", "TASK_EXECUTION", "BACKFLOW_RUN", "BACKFLOW_CHUNK"))
                .allSatisfy(table -> assertThat(rows(table)).isZero());
    }

    @Test
    void createsThemAgainWithoutHarm() {
        var ledger = new TestLedger(database);
        Run run = ledger.serving(100, 2, 10);
        List<Object> before = ledger.everything(run);

        tables.create();

        assertThat(ledger.everything(run)).isEqualTo(before);
    }

    @Test
    void createsWhatAStartThatWasCutOffHadNotYet() {
        for (String table : List.of("BACKFLOW_CHUNK", "BACKFLOW_PARTITION", "BATCH_STEP_EXECUTION_CONTEXT")) {
            database.jdbc().sql("DROP TABLE " + table).update();
        }

        tables.create();

        assertThat(List.of("BACKFLOW_CHUNK", "BACKFLOW_PARTITION", "BATCH_STEP_EXECUTION_CONTEXT"))
                .allSatisfy(table -> assertThat(rows(table)).isZero());
    }

    private long rows(String table) {
        return database.jdbc()
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
