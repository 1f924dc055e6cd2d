package dev.backflow.run.ledger;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database behind the ledger. Every method of the ledger that writes runs in one transaction: the caller's, when
 * there is one (a settle shares it with the step execution), else its own. Safe for use from several threads.
 */
public final class LedgerDatabase {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public LedgerDatabase(DataSource dataSource, PlatformTransactionManager transactionManager) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactionManager);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }
}
