package dev.backflow.run.ledger;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code BACKFLOW_WORKER}. A lease lives as long as its worker's heartbeat. */
public final class Workers {
    /** The column holds whole numbers. */
    private static final double PER_MILLE = 1000;

    private final LedgerDatabase database;
    private final JdbcClient jdbc;

    public Workers(LedgerDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    /** A worker enters the run, under the epoch that it has read. */
    public void enter(Run run, String worker, String taskId, int slots, Instant startedAt) {
        database.inTransaction(() -> jdbc.sql("""
                        INSERT INTO BACKFLOW_WORKER (RUN_ID, WORKER, TASK_ID, EPOCH, SLOTS, BEAT, LEAVING, GONE, LOST,
                          CPU, MEMORY, STARTED_AT)
                        VALUES (?, ?, ?, ?, ?, 0, FALSE, FALSE, FALSE, -1, -1000, ?)
                        """)
                .params(run.id(), worker, taskId, run.epoch(), slots, Runs.at(startedAt))
                .update());
    }

    /**
     * Shows that a worker lives.
     *
     * @param load how busy the worker's process is
     * @return false if the worker was declared gone: it may claim nothing more, and should leave
     */
    public boolean beat(long runId, String worker, WorkerLoad load) {
        return database.inTransaction(() -> jdbc.sql("""
                                UPDATE BACKFLOW_WORKER SET BEAT = BEAT + 1, CPU = ?, MEMORY = ?
                                WHERE RUN_ID = ? AND WORKER = ? AND NOT GONE
                                """)
                        .params(load.cpu(), Math.round(load.memory() * PER_MILLE), runId, worker)
                        .update()
                == 1);
    }

    /** Declares all workers of a run gone: they may claim nothing more. Call it inside a transaction. */
    void declareAllGone(long runId) {
        jdbc.sql("UPDATE BACKFLOW_WORKER SET GONE = TRUE WHERE RUN_ID = ? AND NOT GONE")
                .param(runId)
                .update();
    }

    /** Whether it may claim nothing more: it was declared gone, or it entered for a launcher that is superseded. */
    boolean isGone(Run run, String worker) {
        return isGone(run, worker, "");
    }

    /** The same, and keeps it so until the transaction ends. */
    boolean lockIsGone(Run run, String worker) {
        return isGone(run, worker, " FOR UPDATE");
    }

    private boolean isGone(Run run, String worker, String suffix) {
        return jdbc.sql("SELECT GONE OR EPOCH <> ? FROM BACKFLOW_WORKER WHERE RUN_ID = ? AND WORKER = ?" + suffix)
                .params(run.epoch(), run.id(), worker)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /**
     * A worker leaves, and says so: its end is its own, and not the doing of a document. One that keeps a partition, for
     * its death to be counted or because it could not let go of it in time, is not gone before it was freed: a launcher
     * that did not start it knows it by its heartbeat alone.
     */
    public void leave(long runId, String worker) {
        database.inTransaction(
                () -> jdbc.sql("""
                        UPDATE BACKFLOW_WORKER
                        SET LEAVING = TRUE,
                            GONE = GONE OR NOT EXISTS (SELECT 1 FROM BACKFLOW_PARTITION P
                                                       WHERE P.RUN_ID = ? AND P.OWNER = ? AND P.STATE = 'OPEN')
                        WHERE RUN_ID = ? AND WORKER = ?
                        """).params(runId, worker, runId, worker).update());
    }

    /** All workers that the run ever had, oldest first. */
    public List<WorkerRow> list(long runId) {
        return database.alone(() -> jdbc.sql("""
                        SELECT WORKER, TASK_ID, SLOTS, BEAT, LEAVING, GONE, LOST, CPU, MEMORY FROM BACKFLOW_WORKER
                        WHERE RUN_ID = ? ORDER BY STARTED_AT, WORKER
                        """)
                .param(runId)
                .query((row, number) -> new WorkerRow(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getBoolean(7),
                        new WorkerLoad(row.getDouble(8), row.getLong(9) / PER_MILLE)))
                .list());
    }
}
