package dev.backflow.run.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The executions that Spring Batch, or Spring Cloud Task, recorded and nobody ended. Spring Batch's own recovery does not check that the owner
 * is dead and leaves executions UNKNOWN, which refuse to restart; the launcher knows, by its epoch and its workers'
 * tasks, and sets them FAILED.
 */
public final class BatchExecutions {
    private static final String LEFT_RUNNING = "STATUS IN ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')";

    private final LedgerDatabase database;
    private final JdbcClient jdbc;

    public BatchExecutions(LedgerDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    /**
     * For the executions of a job whose launcher is gone: all of them, because a launcher may die before the run's row
     * names its execution, or after the run was closed. One launcher at a time works on a job, so that none is alive.
     */
    void failRunning(String job) {
        String executions = " JOB_EXECUTION_ID IN (SELECT E.JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION E"
                + " JOIN BATCH_JOB_INSTANCE I ON I.JOB_INSTANCE_ID = E.JOB_INSTANCE_ID"
                + " WHERE I.JOB_NAME = ?)";
        fail("BATCH_STEP_EXECUTION", "Whoever ran this step was gone before it ended.", executions, job);
        fail("BATCH_JOB_EXECUTION", "The launcher was gone before it ended.", executions, job);
    }

    /** For the leases of workers that are gone, once no worker of the execution is left. */
    public void failLeases(long jobExecutionId) {
        fail(
                "BATCH_STEP_EXECUTION",
                "Whoever ran this step was gone before it ended.",
                " JOB_EXECUTION_ID = ? AND STEP_NAME LIKE 'serve:%'",
                jobExecutionId);
    }

    /** What Spring Cloud Task knows a worker's execution by: its table is shared by all runs of all jobs. */
    public static String task(Run run, String worker) {
        return prefix(run) + worker;
    }

    private static String prefix(Run run) {
        return "%s-%d/".formatted(run.job(), run.number());
    }

    /** For a worker that is gone, which may have had no time to end its task. */
    void endTask(Run run, String worker) {
        endTasks("EXTERNAL_EXECUTION_ID = ?", task(run, worker));
    }

    /** For all workers of a run, once none is left. */
    public void endTasks(Run run) {
        endTasks("LEFT(EXTERNAL_EXECUTION_ID, ?) = ?", prefix(run).length(), prefix(run));
    }

    private void endTasks(String which, Object... parameters) {
        jdbc.sql("UPDATE TASK_EXECUTION SET END_TIME = LOCALTIMESTAMP, LAST_UPDATED = LOCALTIMESTAMP,"
                        + " ERROR_MESSAGE = 'This task was gone before it ended.' WHERE END_TIME IS NULL AND " + which)
                .params(parameters)
                .update();
    }

    private void fail(String table, String message, String which, Object parameter) {
        database.alone(
                () -> jdbc.sql("UPDATE " + table + " SET STATUS = 'FAILED', EXIT_CODE = 'FAILED', EXIT_MESSAGE = ?,"
                                + " END_TIME = COALESCE(END_TIME, LOCALTIMESTAMP), VERSION = VERSION + 1"
                                + " WHERE " + LEFT_RUNNING + " AND" + which)
                        .params(message, parameter)
                        .update());
    }
}
