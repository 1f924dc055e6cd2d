package dev.backflow.run.ledger;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database behind the ledger. Every method of the ledger that writes runs in one transaction: the caller's, when
 * there is one (a settle shares it with the step execution), else its own. Safe for use from several threads.
 */
public final class LedgerDatabase {
    /** One more than there are statements in the schema, each of which can meet another launcher's only once. */
    private static final int MOST_ATTEMPTS = 7;

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public LedgerDatabase(DataSource dataSource, PlatformTransactionManager transactionManager) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /**
     * Creates the tables that are missing. Only launchers do this, several at once if need be; workers have no rights
     * to.
     */
    public void createTables() {
        var populator = new ResourceDatabasePopulator(new ClassPathResource("schema.sql", LedgerDatabase.class));
        for (int attempt = 1; ; attempt++) {
            try {
                populator.execute(dataSource);
                return;
            } catch (ScriptException e) {
                // IF NOT EXISTS does not cover what another launcher creates at the same moment: then it exists now.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }
}
