package dev.backflow.run.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The meter's row. Writers lock it last: partition first, then meter. */
public final class Meters {
    private final LedgerDatabase database;
    private final JdbcClient jdbc;

    public Meters(LedgerDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    public Meter read(long runId) {
        return read(runId, "");
    }

    /** Reads the meter and keeps its row locked until the transaction ends. */
    Meter lock(long runId) {
        return read(runId, " FOR UPDATE");
    }

    /**
     * Moves units. What the row holds is added to, and not replaced by what was read, so that a reading which is not the
     * last one, as a database's cache of results might give, ends at the table's check and loses nothing.
     */
    void add(long runId, long used, long granted) {
        jdbc.sql("UPDATE BACKFLOW_METER SET USED = USED + ?, GRANTED = GRANTED + ? WHERE RUN_ID = ?")
                .params(used, granted, runId)
                .update();
    }

    private Meter read(long runId, String suffix) {
        return database.alone(
                () -> jdbc.sql("SELECT METER_LIMIT, USED, GRANTED FROM BACKFLOW_METER WHERE RUN_ID = ?" + suffix)
                        .param(runId)
                        .query((row, number) -> new Meter(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .single());
    }
}
