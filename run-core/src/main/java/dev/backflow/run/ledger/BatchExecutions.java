package dev.backflow.run.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The executions that Spring Batch recorded and nobody ended. Spring Batch's own recovery does not check that the owner
 * is dead and leaves executions UNKNOWN, which refuse to restart; the launcher knows, by its epoch and its workers'
 * tasks, and sets them FAILED.
 */
public final class BatchExecutions {
    private static final String LEFT_RUNNING = "STATUS IN ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')";

    private final JdbcClient jdbc;

    public BatchExecutions(LedgerDatabase database) {
        this.jdbc = database.jdbc();
    }

    /** For a job execution whose launcher is gone. */
    void failRunning(long jobExecutionId) {
        failSteps(jobExecutionId, "");
        jdbc.sql("UPDATE BATCH_JOB_EXECUTION SET STATUS = 'FAILED', EXIT_CODE = 'FAILED', EXIT_MESSAGE = ?,"
                        + " END_TIME = COALESCE(END_TIME, LOCALTIMESTAMP), VERSION = VERSION + 1"
                        + " WHERE JOB_EXECUTION_ID = ? AND " + LEFT_RUNNING)
                .params("The launcher was gone and another one took the run over.", jobExecutionId)
                .update();
    }

    /** For the leases of workers that are gone, once no worker of the execution is left. */
    public void failLeases(long jobExecutionId) {
        failSteps(jobExecutionId, " AND STEP_NAME LIKE 'serve:%'");
    }

    private void failSteps(long jobExecutionId, String which) {
        jdbc.sql("UPDATE BATCH_STEP_EXECUTION SET STATUS = 'FAILED', EXIT_CODE = 'FAILED', EXIT_MESSAGE = ?,"
                        + " END_TIME = COALESCE(END_TIME, LOCALTIMESTAMP), VERSION = VERSION + 1"
                        + " WHERE JOB_EXECUTION_ID = ? AND " + LEFT_RUNNING + which)
                .params("Whoever ran this step was gone before it ended.", jobExecutionId)
                .update();
    }
}
