package dev.backflow.run.ledger;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database behind the ledger. Every method of the ledger that writes runs in one transaction: the caller's, when
 * there is one (a settle shares it with the step execution), else its own. Safe for use from several threads.
 */
public final class LedgerDatabase {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Patience patience;

    public LedgerDatabase(DataSource dataSource, PlatformTransactionManager transactionManager) {
        this(JdbcClient.create(dataSource), new TransactionTemplate(transactionManager), Patience.none());
    }

    private LedgerDatabase(JdbcClient jdbc, TransactionTemplate transaction, Patience patience) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.patience = patience;
    }

    /**
     * The same database for a launcher, whose statements and transactions may be repeated: each of them writes the same
     * when it is done twice, or fails by the run's epoch, by a key or by a state that it has left behind.
     */
    public LedgerDatabase patient(Patience waiting) {
        return new LedgerDatabase(jdbc, transaction, waiting);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        return alone(() -> transaction.execute(status -> work.get()));
    }

    /** One statement outside of a transaction, or one of a transaction that is repeated as a whole or not at all. */
    <T extends @Nullable Object> T alone(Supplier<T> statement) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? statement.get()
                : patience.with(statement);
    }
}
