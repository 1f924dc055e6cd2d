package dev.backflow.run.ledger;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.manifest.PartitionRange;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The launcher's side of the partitions: planning them, counting them, freeing those of lost workers. */
public final class Partitions {
    private static final int ROWS_PER_BATCH = 1_000;

    private final LedgerDatabase database;
    private final JdbcClient jdbc;
    private final Runs runs;

    public Partitions(LedgerDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.runs = new Runs(database);
    }

    /**
     * Records the plan: the size of the manifest and one row per partition, in one transaction. Planning again after a
     * crash replaces what was there; once a run has gone on to {@link Phase#DEPLOY} it is never planned again.
     *
     * @param tier where the documents are served: {@code inline} or {@code processes}
     */
    public void plan(Run run, String tier, List<PartitionRange> ranges, long documents, long alreadyServiced) {
        database.inTransaction(() -> {
            runs.guarded(
                    run,
                    "PHASE = 'DEPLOY', TIER = ?, DOCUMENTS = ?, ALREADY_SERVICED = ?",
                    tier,
                    documents,
                    alreadyServiced);
            jdbc.sql("DELETE FROM BACKFLOW_PARTITION WHERE RUN_ID = ?")
                    .param(run.id())
                    .update();
            for (int from = 0; from < ranges.size(); from += ROWS_PER_BATCH) {
                insert(run, ranges.subList(from, Math.min(ranges.size(), from + ROWS_PER_BATCH)));
            }
            Failpoint.PLAN_IN.hit();
            return ranges.size();
        });
    }

    private void insert(Run run, List<PartitionRange> ranges) {
        String rows = "(?, ?, ?, ?, ?, 'OPEN', 0, 0, ?, -1, ?, 0), ".repeat(ranges.size());
        var statement = jdbc.sql("INSERT INTO BACKFLOW_PARTITION (RUN_ID, PARTITION_NUMBER, FIRST_ORDINAL, END_ORDINAL,"
                + " BYTE_OFFSET, STATE, FENCE, GRANTED, NEXT_ORDINAL, BEGUN, CHUNK_END, DEATHS) VALUES "
                + rows.substring(0, rows.length() - 2));
        for (PartitionRange range : ranges) {
            statement = statement.params(
                    run.id(),
                    range.partition(),
                    range.firstOrdinal(),
                    range.endOrdinal(),
                    range.byteOffset(),
                    range.firstOrdinal(),
                    range.firstOrdinal());
        }
        statement.update();
    }

    /** How many partitions are free, leased and done, by one query. */
    public PartitionCounts count(long runId) {
        return database.alone(() -> jdbc.sql("""
                        SELECT COALESCE(SUM(CASE WHEN STATE = 'OPEN' AND OWNER IS NULL THEN 1 ELSE 0 END), 0),
                               COALESCE(SUM(CASE WHEN STATE = 'OPEN' AND OWNER IS NOT NULL THEN 1 ELSE 0 END), 0),
                               COALESCE(SUM(CASE WHEN STATE <> 'OPEN' THEN 1 ELSE 0 END), 0),
                               COALESCE(SUM(GRANTED), 0)
                        FROM BACKFLOW_PARTITION WHERE RUN_ID = ?
                        """)
                .param(runId)
                .query((row, number) ->
                        new PartitionCounts(row.getInt(1), row.getInt(2), row.getInt(3), row.getLong(4)))
                .single());
    }

    /** All partitions of a run in their order, for whoever tells people about them. */
    public List<PartitionState> states(long runId) {
        return jdbc.sql("""
                        SELECT PARTITION_NUMBER, STATE, FIRST_ORDINAL, END_ORDINAL, BYTE_OFFSET, NEXT_ORDINAL, CHUNK_END,
                               CASE WHEN BEGUN = FENCE AND OWNER IS NOT NULL THEN 1 ELSE 0 END, OWNER, GRANTED, DEATHS
                        FROM BACKFLOW_PARTITION WHERE RUN_ID = ? ORDER BY PARTITION_NUMBER
                        """)
                .param(runId)
                .query((row, number) -> new PartitionState(
                        row.getInt(1),
                        row.getString(2).equals("DONE"),
                        row.getString(2).equals("OPEN"),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getInt(8) == 1,
                        row.getString(9),
                        row.getLong(10),
                        row.getInt(11)))
                .list();
    }

    /** How many documents the partitions have moved past, all together: as many as the chunks must hold. */
    public long passed(long runId) {
        return database.alone(() -> jdbc.sql(
                        "SELECT COALESCE(SUM(NEXT_ORDINAL - FIRST_ORDINAL), 0) FROM BACKFLOW_PARTITION WHERE RUN_ID = ?")
                .param(runId)
                .query(Long.class)
                .single());
    }

    /**
     * Whether a lease was cut off between a grant and its settle. After the death of a launcher that served inline, it
     * is the sign that a document may have taken the process with it.
     */
    public boolean hasBegunChunks(long runId) {
        return database.alone(() -> jdbc.sql("""
                        SELECT COUNT(*) FROM BACKFLOW_PARTITION
                        WHERE RUN_ID = ? AND STATE = 'OPEN' AND OWNER IS NOT NULL AND BEGUN = FENCE
                        """).param(runId).query(Long.class).single()) > 0;
    }

    /** How often a worker has died, at most, in a chunk of the run that is not settled yet. */
    public int mostDeaths(long runId) {
        return jdbc.sql("SELECT COALESCE(MAX(DEATHS), 0) FROM BACKFLOW_PARTITION WHERE RUN_ID = ? AND STATE = 'OPEN'")
                .param(runId)
                .query(Integer.class)
                .single();
    }

    /**
     * How many deaths the open partitions hold against the chunks that they are at, all together; of one partition no
     * more than lead to the giving up of a document.
     */
    public long deaths(long runId) {
        return jdbc.sql("""
                        SELECT COALESCE(SUM(LEAST(DEATHS, ?)), 0) FROM BACKFLOW_PARTITION
                        WHERE RUN_ID = ? AND STATE = 'OPEN'
                        """).params(Lease.MOST_DEATHS, runId).query(Long.class).single();
    }

    /**
     * Frees what a worker held, after it was seen dead or its heartbeat stood still for a whole lease. Its grants stay
     * with the partitions.
     *
     * @param died whether the worker died by itself, so that a chunk that it had begun is suspected; false after a
     *     stop, or for a worker that may still live
     * @return how many partitions were freed
     */
    public int free(Run run, String worker, boolean died) {
        return database.inTransaction(() -> {
            runs.guarded(run, "BEAT = BEAT + 1");
            jdbc.sql("UPDATE BACKFLOW_WORKER SET GONE = TRUE, LOST = ? WHERE RUN_ID = ? AND WORKER = ? AND NOT GONE")
                    .params(died, run.id(), worker)
                    .update();
            new BatchExecutions(database).endTask(run, worker);
            Failpoint.WORKER_FREE_IN.hit();
            return jdbc.sql("""
                            UPDATE BACKFLOW_PARTITION
                            SET OWNER = NULL, FENCE = FENCE + 1,
                                DEATHS = DEATHS + CASE WHEN BEGUN = FENCE THEN ? ELSE 0 END
                            WHERE RUN_ID = ? AND OWNER = ? AND STATE = 'OPEN'
                            """).params(died ? 1 : 0, run.id(), worker).update();
        });
    }

    /**
     * Declares all workers gone and frees what they held, before what nobody has settled is cleared away: a slot that is inside a step after
     * the grace, as one in the launcher's own process can be, settles nothing more from here on. Grants stay with the
     * partitions, and no death is counted.
     *
     * @return how many partitions were freed
     * @throws SupersededException if the run has been taken over
     */
    public int freeAll(Run run) {
        return database.inTransaction(() -> {
            runs.guarded(run, "BEAT = BEAT + 1");
            new Workers(database).declareAllGone(run.id());
            return jdbc.sql("""
                            UPDATE BACKFLOW_PARTITION SET OWNER = NULL, FENCE = FENCE + 1
                            WHERE RUN_ID = ? AND OWNER IS NOT NULL AND STATE = 'OPEN'
                            """).param(run.id()).update();
        });
    }
}
