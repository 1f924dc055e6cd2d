package dev.backflow.run.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A fresh database with all tables of a job repository, pooled, for the tests of any module. Safe for use from several
 * threads; close it after the test or the test class.
 */
public final class TestDatabase implements AutoCloseable {
    /** Enough for twenty workers, a launcher and the test itself. */
    private static final int CONNECTIONS = 32;

    private final String url;
    private final String user;
    private final Engine engine;
    private final Runnable drop;
    private final HikariDataSource pool;
    private final JdbcTransactionManager transactionManager;
    private final LedgerDatabase ledger;

    private TestDatabase(String url, String user, Engine engine, Runnable drop) {
        this.url = url;
        this.user = user;
        this.engine = engine;
        this.drop = drop;
        this.pool = pool(url, user);
        this.transactionManager = new JdbcTransactionManager(pool);
        this.ledger = new LedgerDatabase(pool, transactionManager);
        new RepositoryTables(pool).create();
    }

    /** H2 in memory: for tests that take milliseconds. */
    public static TestDatabase h2InMemory() {
        // Room for all statements of the ledger, so that a test of many transactions parses each of them once.
        return h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=128");
    }

    /** H2 in a file of {@code folder}, every acknowledged commit of which outlives the process. */
    public static TestDatabase h2File(Path folder) {
        return h2(h2FileUrl(folder));
    }

    /** A database of its own on the PostgreSQL server that all tests of this JVM share. */
    public static TestDatabase postgres() {
        var server = PostgresServer.shared();
        String name = server.createDatabase();
        return new TestDatabase(
                server.url(name), PostgresServer.USER, Engine.POSTGRES, () -> server.dropDatabase(name));
    }

    static String h2FileUrl(Path folder) {
        return "jdbc:h2:file:" + folder.toAbsolutePath().resolve("repository") + ";WRITE_DELAY=0";
    }

    /** H2 by an address of its own, without a lock timeout in it. */
    static TestDatabase h2(String url) {
        return new TestDatabase(url + ";LOCK_TIMEOUT=10000;OPTIMIZE_REUSE_RESULTS=FALSE", "sa", Engine.H2, () -> {});
    }

    private static HikariDataSource pool(String url, String user) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    public DataSource dataSource() {
        return pool;
    }

    public JdbcTransactionManager transactionManager() {
        return transactionManager;
    }

    public LedgerDatabase ledger() {
        return ledger;
    }

    /** For assertions on rows that no class of the ledger reads. */
    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    /** For a process that is to use the same database; an H2 database is seen by its own process only. */
    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    /** Empty: both engines trust the tests' user. */
    public String password() {
        return "";
    }

    /**
     * How many sessions wait for a lock that another one holds. Asks over a connection of its own, because PostgreSQL
     * gives the same answer throughout a transaction.
     */
    public long blockedSessions() {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(engine.blockedSessions)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The waiting sessions could not be counted", e);
        }
    }

    /** Closes all connections; an H2 database in memory and a PostgreSQL database are gone then. */
    @Override
    public void close() {
        if (engine == Engine.H2) {
            jdbc().sql("SHUTDOWN").update();
        }
        pool.close();
        drop.run();
    }

    /** Closes the connections to a database that has closed itself. */
    void closeConnections() {
        pool.close();
    }

    private enum Engine {
        H2("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL"),
        POSTGRES(
                "SELECT COUNT(*) FROM PG_STAT_ACTIVITY WHERE DATNAME = CURRENT_DATABASE() AND WAIT_EVENT_TYPE = 'Lock'");

        final String blockedSessions;

        Engine(String blockedSessions) {
            this.blockedSessions = blockedSessions;
        }
    }
}
