package dev.backflow.run.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * The account of worker processes in a PostgreSQL database: it serves under leases and changes nothing else. A chunk
 * that is settled stays as it is, and so does every table.
 */
public final class PostgresWorkerAccount {
    /** What a worker's statements need, table by table; a column that is not named here is the launcher's alone. */
    private static final List<String> RIGHTS = List.of(
            "SELECT ON BACKFLOW_RUN",
            "SELECT, UPDATE (USED, GRANTED) ON BACKFLOW_METER",
            "SELECT, INSERT, UPDATE (BEAT, CPU, MEMORY, LEAVING, GONE) ON BACKFLOW_WORKER",
            "SELECT, UPDATE (STATE, OWNER, FENCE, GRANTED, NEXT_ORDINAL, BEGUN, CHUNK_END, DEATHS)"
                    + " ON BACKFLOW_PARTITION",
            "SELECT, INSERT, UPDATE (PUBLISHED) ON BACKFLOW_CHUNK",
            "SELECT ON BATCH_JOB_INSTANCE, BATCH_JOB_EXECUTION, BATCH_JOB_EXECUTION_PARAMS,"
                    + " BATCH_JOB_EXECUTION_CONTEXT",
            "SELECT, INSERT, UPDATE ON BATCH_STEP_EXECUTION, BATCH_STEP_EXECUTION_CONTEXT, TASK_EXECUTION",
            "SELECT, INSERT ON TASK_EXECUTION_PARAMS, TASK_TASK_BATCH",
            "USAGE ON SEQUENCE BATCH_STEP_EXECUTION_SEQ, TASK_SEQ");

    /** Source: PostgreSQL documentation, appendix A, {@code insufficient_privilege}. */
    private static final String NOT_ALLOWED = "42501";

    private final String url;
    private final Properties owner;
    private final String role;

    /**
     * @param owner user and password of the owner of the tables
     * @param role name of the account
     */
    public PostgresWorkerAccount(String url, Properties owner, String role) {
        this.url = url;
        this.owner = owner;
        this.role = role;
    }

    /**
     * Creates the account, or gives it this password, and exactly the rights that workers need. The tables must be
     * there.
     *
     * @param salt 16 bytes that nobody can foresee; the password itself never reaches the server
     * @return false if the owner may not create accounts; nothing has changed then
     */
    public boolean admit(String password, byte[] salt) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(%d)".formatted(RepositoryTables.POSTGRES_LOCK));
                String verb = exists(connection) ? "ALTER" : "CREATE";
                statement.execute("%s ROLE %s LOGIN PASSWORD '%s'"
                        .formatted(verb, quoted(role), ScramVerifier.of(password, salt)));
                grant(statement, quoted(connection.getSchema()), quoted(connection.getCatalog()));
                boolean usable = isUsable(connection);
                if (usable) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return usable;
            } catch (SQLException e) {
                connection.rollback();
                if (NOT_ALLOWED.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        }
    }

    private void grant(Statement statement, String schema, String database) throws SQLException {
        statement.execute("REVOKE ALL ON ALL TABLES IN SCHEMA %s FROM %s".formatted(schema, quoted(role)));
        statement.execute("GRANT CONNECT ON DATABASE %s TO %s".formatted(database, quoted(role)));
        statement.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, quoted(role)));
        for (String right : RIGHTS) {
            statement.execute("GRANT %s TO %s".formatted(right, quoted(role)));
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        return isTrue(connection, "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ?)");
    }

    /** Whoever grants what is not his gets a warning, and no error. */
    private boolean isUsable(Connection connection) throws SQLException {
        return isTrue(connection, "SELECT has_table_privilege(?, 'backflow_chunk', 'INSERT')")
                && isTrue(connection, "SELECT has_table_privilege(?, 'batch_step_execution', 'UPDATE')");
    }

    private boolean isTrue(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, role);
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    /** Removes the account. */
    public void dismiss() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP OWNED BY " + quoted(role));
            statement.execute("DROP ROLE " + quoted(role));
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
