package dev.backflow.run.ledger;

import java.util.List;

/** What tests of whole runs ask a job's repository beside what the ledger tells. Changes nothing. */
public final class LedgerGlance {
    private final LedgerDatabase database;

    public LedgerGlance(LedgerDatabase database) {
        this.database = database;
    }

    /** How often a worker has died, at most, in a chunk that is not settled yet. */
    public int mostDeaths() {
        return database.jdbc()
                .sql("SELECT COALESCE(MAX(DEATHS), 0) FROM BACKFLOW_PARTITION WHERE STATE = 'OPEN'")
                .query(Integer.class)
                .single();
    }

    /** The executions of tasks that nobody has ended. */
    public List<String> tasksNotEnded() {
        return database.jdbc()
                .sql("SELECT EXTERNAL_EXECUTION_ID FROM TASK_EXECUTION WHERE END_TIME IS NULL")
                .query(String.class)
                .list();
    }

    /** The states of all executions of jobs and of steps that have not ended as executions should. */
    public List<String> executionsNotEnded() {
        return database.jdbc()
                .sql("SELECT 'job ' || STATUS FROM BATCH_JOB_EXECUTION WHERE STATUS NOT IN ('COMPLETED', 'FAILED')"
                        + " UNION ALL SELECT STEP_NAME || ' ' || STATUS FROM BATCH_STEP_EXECUTION"
                        + " WHERE STATUS NOT IN ('COMPLETED', 'FAILED')")
                .query(String.class)
                .list();
    }
}
