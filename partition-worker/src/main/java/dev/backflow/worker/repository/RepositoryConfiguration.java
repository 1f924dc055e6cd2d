package dev.backflow.worker.repository;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Patience;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds what launcher and workers share of the job repository, from a {@link RepositoryAddress} bean. */
@Configuration(proxyBeanMethods = false)
public class RepositoryConfiguration {
    /** Named in {@code spring.cloud.task.transaction-manager}, or Spring Cloud Task would add a second one. */
    public static final String TRANSACTION_MANAGER = "transactionManager";

    /** A pool that gets no connection says so by then; how long it is asked again is the asker's matter. */
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    /**
     * Nobody here waits that long for a lock, or stands still within a transaction, unless it hangs, or the network
     * between it and the server does: others wait for the same partition or meter.
     */
    private static final String POSTGRES_BOUNDS =
            "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '15s'";

    @Bean
    DataSource dataSource(RepositoryAddress address, ObjectProvider<Patience> patience) {
        var config = new HikariConfig();
        config.setPoolName("job-repository");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(address.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setDataSourceProperties(address.bounds());
        if (address.isPostgres()) {
            config.setConnectionInitSql(POSTGRES_BOUNDS);
        }
        return new PatientDataSource(new HikariDataSource(config), patience.getIfAvailable(Patience::none));
    }

    @Bean(TRANSACTION_MANAGER)
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
        return new TransactionTemplate(transactionManager);
    }

    @Bean
    LedgerDatabase ledgerDatabase(DataSource dataSource, PlatformTransactionManager transactionManager) {
        return new LedgerDatabase(dataSource, transactionManager);
    }

    /**
     * Spring Batch's repository. Its default isolation for {@code create...} methods is SERIALIZABLE, which also covers
     * the step execution of every lease and would make leases of different partitions fail each other on PostgreSQL;
     * here the run's own rows rule out what it was meant to rule out.
     */
    @Bean
    JobRepository jobRepository(DataSource dataSource, PlatformTransactionManager transactionManager) throws Exception {
        var factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(dataSource);
        factory.setTransactionManager(transactionManager);
        factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
        factory.setSerializer(new JacksonExecutionContextStringSerializer());
        factory.afterPropertiesSet();
        return factory.getObject();
    }
}
