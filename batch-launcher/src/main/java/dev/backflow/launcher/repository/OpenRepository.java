package dev.backflow.launcher.repository;

import dev.backflow.worker.repository.RepositoryAddress;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A job repository that this launcher has opened; closing it ends every connection to it. */
public interface OpenRepository extends AutoCloseable {
    /** For the launcher itself: it may create tables. */
    RepositoryAddress launcherAddress();

    /**
     * For worker processes of this run; the tables must be there.
     *
     * @throws SQLException if workers cannot be let in
     */
    RepositoryAddress workerAddress() throws SQLException;

    /** What the operator should know about how workers get in, one line; null when there is nothing. */
    default @Nullable String note() {
        return null;
    }

    /**
     * How many connections a run may open, as the server says now.
     *
     * @throws SQLException if the server cannot be asked
     */
    default ConnectionBudget connectionBudget() throws SQLException {
        return ConnectionBudget.UNBOUNDED;
    }

    /** To be called once the tables are there. */
    default void admitWorkers() {}

    @Override
    void close();
}
