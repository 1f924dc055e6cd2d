package dev.backflow.run.ledger;

import java.util.List;

/** Executions in Spring Cloud Task's table, which a database's tests share. */
final class TaskRows {
    private final TestDatabase database;

    TaskRows(TestDatabase database) {
        this.database = database;
    }

    /** A task that runs. */
    void begin(String externalId) {
        database.jdbc()
                .sql("INSERT INTO TASK_EXECUTION (TASK_EXECUTION_ID, START_TIME, TASK_NAME, EXTERNAL_EXECUTION_ID)"
                        + " SELECT COALESCE(MAX(TASK_EXECUTION_ID), 0) + 1, LOCALTIMESTAMP, 'backflow-worker', ?"
                        + " FROM TASK_EXECUTION")
                .param(externalId)
                .update();
    }

    /** The tasks that nobody has ended, of a job's runs. */
    List<String> running(String job) {
        return database.jdbc()
                .sql("SELECT EXTERNAL_EXECUTION_ID FROM TASK_EXECUTION"
                        + " WHERE END_TIME IS NULL AND EXTERNAL_EXECUTION_ID LIKE ?")
                .param(job + "-%")
                .query(String.class)
                .list();
    }
}
