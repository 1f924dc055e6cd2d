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

    void write(long runId, Meter meter) {
        jdbc.sql("UPDATE BACKFLOW_METER SET USED = ?, GRANTED = ? WHERE RUN_ID = ?")
                .params(meter.used(), meter.granted(), runId)
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
