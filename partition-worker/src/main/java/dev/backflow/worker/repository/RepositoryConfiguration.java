package dev.backflow.worker.repository;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.backflow.run.ledger.LedgerDatabase;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
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

    private static final long CONNECTION_TIMEOUT_MILLIS = 10_000;

    @Bean
    DataSource dataSource(RepositoryAddress address) {
        var config = new HikariConfig();
        config.setPoolName("job-repository");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(address.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        return new HikariDataSource(config);
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
