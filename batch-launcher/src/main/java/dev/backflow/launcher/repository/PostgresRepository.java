package dev.backflow.launcher.repository;

import dev.backflow.worker.repository.RepositoryAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A job repository on a PostgreSQL server, which others may share: nothing is opened or closed but connections. */
public final class PostgresRepository implements OpenRepository {
    private static final int LAUNCHER_CONNECTIONS = 8;
    private static final int WORKER_CONNECTIONS = 4;

    private final String url;
    private final String user;
    private final String password;

    /** @param url without user and password in it */
    public PostgresRepository(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public RepositoryAddress launcherAddress() {
        return new RepositoryAddress(url, user, password, LAUNCHER_CONNECTIONS);
    }

    @Override
    public RepositoryAddress workerAddress() {
        return new RepositoryAddress(url, user, password, WORKER_CONNECTIONS);
    }

    @Override
    public ConnectionBudget connectionBudget() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(url, launcherAddress().properties());
                Statement statement = connection.createStatement();
                ResultSet most = statement.executeQuery("SELECT current_setting('max_connections')::int"
                        + " - current_setting('superuser_reserved_connections')::int")) {
            most.next();
            return new ConnectionBudget(most.getInt(1));
        }
    }

    @Override
    public void close() {}
}
