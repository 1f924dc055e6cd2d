package dev.backflow.run.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one PostgreSQL server of this JVM: real binaries from the class path, on the loopback address, in a folder of its
 * own under {@code java.io.tmpdir}. It is started when first asked for and ends with the JVM.
 */
public final class PostgresServer {
    public static final String USER = "postgres";

    /** Shared by all test classes of the JVM, because a start takes seconds and a database only milliseconds. */
    private static final class Shared {
        static final PostgresServer SERVER = new PostgresServer();
    }

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer() {
        try {
            this.server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for the tests did not start", e);
        }
    }

    /** The server, started when nobody asked for it before. Safe for use from several threads. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Creates an empty database and returns its name. */
    public String createDatabase() {
        String name = "test_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return name;
    }

    /** Drops a database together with whoever is connected to it. */
    public void dropDatabase(String name) {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    /** On the loopback address. */
    public int port() {
        return server.getPort();
    }

    /** Where a process on this machine finds the database. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
    }

    /** The folder above {@code bin}, in which the server's programs lie. */
    public Path home() {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT setting FROM pg_config WHERE name = 'BINDIR'")) {
            row.next();
            return Path.of(row.getString(1)).resolveSibling("");
        } catch (SQLException e) {
            throw new IllegalStateException("The folder of PostgreSQL's programs is not known", e);
        }
    }

    private void execute(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
