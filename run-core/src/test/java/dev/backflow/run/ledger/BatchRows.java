package dev.backflow.run.ledger;

import java.util.HashMap;
import java.util.Map;

/** One job execution and its steps in Spring Batch's tables, with no more than their states. */
final class BatchRows {
    private final TestDatabase database;
    private final long jobExecutionId;

    BatchRows(TestDatabase database, long jobExecutionId) {
        this.database = database;
        this.jobExecutionId = jobExecutionId;
    }

    long jobExecutionId() {
        return jobExecutionId;
    }

    void job(String name, String status) {
        database.jdbc()
                .sql("INSERT INTO BATCH_JOB_INSTANCE (JOB_INSTANCE_ID, VERSION, JOB_NAME, JOB_KEY) VALUES (?, 0, ?, ?)")
                .params(jobExecutionId, name, "key-" + jobExecutionId)
                .update();
        database.jdbc()
                .sql("INSERT INTO BATCH_JOB_EXECUTION (JOB_EXECUTION_ID, VERSION, JOB_INSTANCE_ID, CREATE_TIME, STATUS)"
                        + " VALUES (?, 1, ?, LOCALTIMESTAMP, ?)")
                .params(jobExecutionId, jobExecutionId, status)
                .update();
    }

    void step(int number, String name, String status) {
        database.jdbc()
                .sql("INSERT INTO BATCH_STEP_EXECUTION"
                        + " (STEP_EXECUTION_ID, VERSION, STEP_NAME, JOB_EXECUTION_ID, CREATE_TIME, STATUS)"
                        + " VALUES (?, 1, ?, ?, LOCALTIMESTAMP, ?)")
                .params(jobExecutionId * 100 + number, name, jobExecutionId, status)
                .update();
    }

    /** The state of each step by its name, and that of the job execution under {@code job}. */
    Map<String, String> statuses() {
        Map<String, String> statuses = new HashMap<>();
        database.jdbc()
                .sql("SELECT 'job', STATUS FROM BATCH_JOB_EXECUTION WHERE JOB_EXECUTION_ID = ?"
                        + " UNION ALL SELECT STEP_NAME, STATUS FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID = ?")
                .params(jobExecutionId, jobExecutionId)
                .query(row -> {
                    statuses.put(row.getString(1), row.getString(2));
                });
        return statuses;
    }
}
