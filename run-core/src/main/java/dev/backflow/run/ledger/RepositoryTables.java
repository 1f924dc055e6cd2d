package dev.backflow.run.ledger;

import dev.backflow.run.failpoint.Failpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * All tables of a job repository: those of Spring Batch and of Spring Cloud Task, from the scripts in their jars, and
 * the ledger's. Safe to repeat after a crash in the middle, and from several launchers at once.
 */
public final class RepositoryTables {
    /** Created last, so that its presence means that all others are there. */
    private static final String LAST_TABLE = "BACKFLOW_CHUNK";

    /** Any number will do, as long as all launchers of one database lock the same. */
    static final long POSTGRES_LOCK = 7_203_411_905L;

    private final DataSource dataSource;

    public RepositoryTables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Creates what is missing. Only the launcher does this; workers have no rights to. */
    public void create() {
        try (Connection connection = dataSource.getConnection()) {
            if (exists(connection)) {
                return;
            }
            boolean postgres = product(connection).equals("postgresql");
            if (postgres) {
                execute(connection, "SELECT pg_advisory_lock(%d)".formatted(POSTGRES_LOCK));
            }
            try {
                populate(connection, postgres ? "postgresql" : "h2");
            } finally {
                if (postgres) {
                    execute(connection, "SELECT pg_advisory_unlock(%d)".formatted(POSTGRES_LOCK));
                }
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The tables of the job repository cannot be created.", e);
        }
    }

    /** Whether all of them are there. */
    public boolean exist() {
        try (Connection connection = dataSource.getConnection()) {
            return exists(connection);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The job repository cannot be asked for its tables.", e);
        }
    }

    /** The scripts of others fail on what exists already: that is a start that was cut off, and no fault. */
    private static void populate(Connection connection, String product) throws SQLException {
        var theirs = new ResourceDatabasePopulator(
                true,
                false,
                "UTF-8",
                new ClassPathResource("org/springframework/batch/core/schema-%s.sql".formatted(product)),
                new ClassPathResource("org/springframework/cloud/task/schema-%s.sql".formatted(product)));
        theirs.populate(connection);
        Failpoint.TABLES_BETWEEN.hit();
        new ResourceDatabasePopulator(new ClassPathResource("schema.sql", RepositoryTables.class)).populate(connection);
    }

    private static boolean exists(Connection connection) throws SQLException {
        for (String name : new String[] {LAST_TABLE, LAST_TABLE.toLowerCase(Locale.ROOT)}) {
            try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), name, null)) {
                if (tables.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String product(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
