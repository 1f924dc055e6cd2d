package dev.backflow.launcher.repository;

import dev.backflow.run.ledger.PostgresWorkerAccount;
import dev.backflow.worker.repository.RepositoryAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job repository on a PostgreSQL server, which others may share. Workers have an account of their own in it, which
 * cannot change the ledger, wherever the launcher's user may create one.
 */
public final class PostgresRepository implements OpenRepository {
    private static final int LAUNCHER_CONNECTIONS = 8;
    private static final int WORKER_CONNECTIONS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(PostgresRepository.class);

    private final RepositoryAddress owner;
    private final WorkerLogin login;
    private final Secrets secrets;
    private @Nullable RepositoryAddress workers;
    private @Nullable String note;

    /**
     * @param url without user and password in it
     * @param login what workers are to use
     */
    public PostgresRepository(String url, String user, String password, WorkerLogin login, Secrets secrets) {
        this.owner = new RepositoryAddress(url, user, password, LAUNCHER_CONNECTIONS);
        this.login = login;
        this.secrets = secrets;
    }

    @Override
    public RepositoryAddress launcherAddress() {
        return owner;
    }

    /** Makes the account when it is first asked for: who serves inside the launcher needs none. */
    @Override
    public synchronized RepositoryAddress workerAddress() throws SQLException {
        RepositoryAddress known = workers;
        if (known == null) {
            known = admitted();
            workers = known;
        }
        return known;
    }

    private RepositoryAddress admitted() throws SQLException {
        var address = new RepositoryAddress(owner.url(), login.user(), login.password(), WORKER_CONNECTIONS);
        if (login.user().equals(owner.user())) {
            // Whoever wants one user for both has his reasons, and keeps his rights.
            return address;
        }
        boolean admitted = account().admit(login.password(), HexFormat.of().parseHex(secrets.next()));
        String why = admitted || !login.own() ? refusal(address) : "this one may not create users, or owns no tables";
        if (why == null) {
            return address;
        }
        if (!login.own()) {
            throw new SQLException("The workers' database user %s cannot be admitted: %s.".formatted(login, why));
        }
        note = "Workers use the database user %s of the launcher itself, as they cannot have one of their own: %s."
                .formatted(owner.user(), why);
        return owner.withConnections(WORKER_CONNECTIONS);
    }

    /** @return why workers cannot use their account, in a few words; null if they can */
    private static @Nullable String refusal(RepositoryAddress address) {
        try (Connection connection = DriverManager.getConnection(address.url(), address.properties())) {
            return connection.isValid(0) ? null : "it gets no connection";
        } catch (SQLException e) {
            return "the server refuses it, " + line(e);
        }
    }

    private PostgresWorkerAccount account() {
        return new PostgresWorkerAccount(owner.url(), owner.properties(), login.user());
    }

    @Override
    public synchronized @Nullable String note() {
        return note;
    }

    @Override
    public ConnectionBudget connectionBudget() throws SQLException {
        try (Connection connection = DriverManager.getConnection(owner.url(), owner.properties());
                Statement statement = connection.createStatement();
                ResultSet most = statement.executeQuery("SELECT current_setting('max_connections')::int"
                        + " - current_setting('superuser_reserved_connections')::int")) {
            most.next();
            return new ConnectionBudget(most.getInt(1));
        }
    }

    @Override
    public synchronized void close() {
        if (!login.own() || workers == null || workers.user().equals(owner.user())) {
            return;
        }
        try {
            account().dismiss();
        } catch (SQLException e) {
            // The next launcher of the job gives it another password.
            LOG.warn("The workers' database user {} could not be removed: {}", login, line(e));
        }
    }

    private static String line(SQLException fault) {
        return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    }
}
