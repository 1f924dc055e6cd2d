package dev.backflow.run.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@link RunSnapshot}s over a connection of its own, quickly enough to do so after every transaction. */
public final class RunSnapshots implements AutoCloseable {
    private static final String RUN = """
            SELECT R.EPOCH, R.UNFINISHED, R.PHASE, M.METER_LIMIT, M.USED, M.GRANTED,
                   (SELECT COALESCE(SUM(C.COMPLETED + C.EXHAUSTED), 0) FROM BACKFLOW_CHUNK C WHERE C.RUN_ID = R.RUN_ID),
                   (SELECT COALESCE(SUM(C.END_ORDINAL - C.FIRST_ORDINAL), 0) FROM BACKFLOW_CHUNK C
                    WHERE C.RUN_ID = R.RUN_ID)
            FROM BACKFLOW_RUN R JOIN BACKFLOW_METER M ON M.RUN_ID = R.RUN_ID WHERE R.RUN_ID = ?
            """;

    private static final String PARTITIONS = """
            SELECT PARTITION_NUMBER, STATE, COALESCE(OWNER, ''), FENCE, GRANTED, FIRST_ORDINAL, END_ORDINAL,
                   NEXT_ORDINAL, BEGUN, CHUNK_END, DEATHS
            FROM BACKFLOW_PARTITION WHERE RUN_ID = ? ORDER BY PARTITION_NUMBER
            """;

    private static final List<String> TABLES =
            List.of("BACKFLOW_CHUNK", "BACKFLOW_PARTITION", "BACKFLOW_WORKER", "BACKFLOW_METER", "BACKFLOW_RUN");

    private final Connection connection;
    private final PreparedStatement run;
    private final PreparedStatement partitions;
    private final PreparedStatement workers;

    public RunSnapshots(TestDatabase database) {
        try {
            connection = DriverManager.getConnection(database.url(), database.user(), database.password());
            run = connection.prepareStatement(RUN);
            partitions = connection.prepareStatement(PARTITIONS);
            workers = connection.prepareStatement("SELECT WORKER FROM BACKFLOW_WORKER WHERE RUN_ID = ? AND NOT GONE");
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be read", e);
        }
    }

    public RunSnapshot take(long runId) {
        try {
            run.setLong(1, runId);
            try (ResultSet row = run.executeQuery()) {
                row.next();
                return new RunSnapshot(
                        row.getInt(1),
                        row.getObject(2) != null,
                        Objects.requireNonNull(row.getString(3)),
                        new Meter(row.getLong(4), row.getLong(5), row.getLong(6)),
                        row.getLong(7),
                        row.getLong(8),
                        partitions(runId),
                        present(runId));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the run cannot be read", e);
        }
    }

    private List<RunSnapshot.Part> partitions(long runId) throws SQLException {
        partitions.setLong(1, runId);
        List<RunSnapshot.Part> found = new ArrayList<>();
        try (ResultSet row = partitions.executeQuery()) {
            while (row.next()) {
                found.add(new RunSnapshot.Part(
                        row.getInt(1),
                        Objects.requireNonNull(row.getString(2)),
                        Objects.requireNonNull(row.getString(3)),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getInt(11)));
            }
        }
        return found;
    }

    private Set<String> present(long runId) throws SQLException {
        workers.setLong(1, runId);
        Set<String> found = new TreeSet<>();
        try (ResultSet row = workers.executeQuery()) {
            while (row.next()) {
                found.add(Objects.requireNonNull(row.getString(1)));
            }
        }
        return found;
    }

    /** Makes room for the next run of the same database. */
    public void forgetAll() {
        try (var statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("DELETE FROM " + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the runs cannot be removed", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the connection cannot be closed", e);
        }
    }
}
