package dev.backflow.run.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The settled chunks of a run: rows that are inserted once and never changed, but for whether they are published. */
public final class Chunks {
    private static final String SELECT = """
            SELECT PARTITION_NUMBER, FIRST_ORDINAL, END_ORDINAL, FENCE, COMPLETED, EXHAUSTED, REJECTED, ATTEMPTS, SEGMENT
            FROM BACKFLOW_CHUNK WHERE RUN_ID = ?
            """;

    private final LedgerDatabase database;
    private final JdbcClient jdbc;

    public Chunks(LedgerDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    /** All chunks in the order of the manifest. A chunk stands for hundreds of documents, so they fit into memory. */
    public List<SettledChunk> inOrder(long runId) {
        return database.alone(() -> jdbc.sql(SELECT + "ORDER BY FIRST_ORDINAL")
                .param(runId)
                .query(Chunks::read)
                .list());
    }

    /** Whether that very chunk, settled under that fence, is there. */
    public boolean contains(long runId, SettledChunk chunk) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM BACKFLOW_CHUNK
                        WHERE RUN_ID = ? AND PARTITION_NUMBER = ? AND FIRST_ORDINAL = ? AND FENCE = ?
                        """)
                        .params(runId, chunk.partition(), chunk.firstOrdinal(), chunk.fence())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Those of one partition whose results may not have their final names yet. */
    public List<SettledChunk> unpublished(long runId, int partition) {
        return jdbc.sql(SELECT + "AND PARTITION_NUMBER = ? AND NOT PUBLISHED ORDER BY FIRST_ORDINAL")
                .params(runId, partition)
                .query(Chunks::read)
                .list();
    }

    /** Those of the whole run whose results may not have their final names yet. */
    public List<SettledChunk> unpublished(long runId) {
        return database.alone(() -> jdbc.sql(SELECT + "AND NOT PUBLISHED ORDER BY FIRST_ORDINAL")
                .param(runId)
                .query(Chunks::read)
                .list());
    }

    /** Marks the chunks of a partition that end at an ordinal or before it, by one statement. */
    public void markPublished(long runId, int partition, long endOrdinal) {
        database.inTransaction(
                () -> jdbc.sql("""
                        UPDATE BACKFLOW_CHUNK SET PUBLISHED = TRUE
                        WHERE RUN_ID = ? AND PARTITION_NUMBER = ? AND END_ORDINAL <= ? AND NOT PUBLISHED
                        """).params(runId, partition, endOrdinal).update());
    }

    /** Sums over all chunks of a run, by one query. */
    public ChunkTotals totals(long runId) {
        return database.alone(() -> jdbc.sql("""
                        SELECT COUNT(*), COALESCE(SUM(COMPLETED), 0), COALESCE(SUM(EXHAUSTED), 0),
                               COALESCE(SUM(REJECTED), 0), COALESCE(SUM(ATTEMPTS), 0)
                        FROM BACKFLOW_CHUNK WHERE RUN_ID = ?
                        """)
                .param(runId)
                .query((row, number) ->
                        new ChunkTotals(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .single());
    }

    private static SettledChunk read(ResultSet row, int number) throws SQLException {
        return new SettledChunk(
                row.getInt("PARTITION_NUMBER"),
                row.getLong("FIRST_ORDINAL"),
                row.getLong("END_ORDINAL"),
                row.getLong("FENCE"),
                row.getInt("COMPLETED"),
                row.getInt("EXHAUSTED"),
                row.getInt("REJECTED"),
                row.getLong("ATTEMPTS"),
                row.getString("SEGMENT"));
    }
}
