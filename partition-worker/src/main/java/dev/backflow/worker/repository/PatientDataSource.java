package dev.backflow.worker.repository;

import com.zaxxer.hikari.HikariDataSource;
import dev.backflow.run.ledger.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool whose callers wait while the database is away, whoever they are: Spring Batch's repository too. */
final class PatientDataSource extends DelegatingDataSource implements AutoCloseable {
    private final HikariDataSource pool;
    private final Patience patience;

    PatientDataSource(HikariDataSource pool, Patience patience) {
        super(pool);
        this.pool = pool;
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return patience.with(this::connection);
        } catch (CannotGetJdbcConnectionException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e);
        }
    }

    private Connection connection() {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("The job repository cannot be reached", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
