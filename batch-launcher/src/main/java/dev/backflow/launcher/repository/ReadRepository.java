package dev.backflow.launcher.repository;

import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.RepositoryTables;
import dev.backflow.worker.repository.RepositoryAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A connection for looking, over which nothing is written. Not safe for use by several threads. */
public final class ReadRepository implements AutoCloseable {
    private final SingleConnectionDataSource dataSource;

    private ReadRepository(SingleConnectionDataSource dataSource) {
        this.dataSource = dataSource;
    }

    static ReadRepository connect(RepositoryAddress address) throws SQLException {
        Connection connection = DriverManager.getConnection(address.url(), address.properties());
        return new ReadRepository(new SingleConnectionDataSource(connection, true));
    }

    public LedgerDatabase ledger() {
        return new LedgerDatabase(dataSource, new JdbcTransactionManager(dataSource));
    }

    /** Whether a launcher has ever got so far there that a run can have begun. */
    boolean hasRuns() {
        return new RepositoryTables(dataSource).exist();
    }

    @Override
    public void close() {
        dataSource.destroy();
    }
}
