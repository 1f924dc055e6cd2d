package dev.backflow.worker;

import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.lease.Sleeper;
import dev.backflow.worker.order.WorkOrderFile;
import dev.backflow.worker.repository.RepositoryAddress;
import dev.backflow.worker.repository.RepositoryConfiguration;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.task.configuration.EnableTask;
import org.springframework.cloud.task.configuration.SimpleTaskAutoConfiguration;
import org.springframework.cloud.task.configuration.TaskProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** A worker process: a Spring Cloud Task whose one runner serves partitions. Nothing appears by scanning. */
@Configuration(proxyBeanMethods = false)
@EnableTask
@EnableConfigurationProperties({WorkerProperties.class, RepositoryProperties.class, TaskProperties.class})
@Import({RepositoryConfiguration.class, SimpleTaskAutoConfiguration.class})
class WorkerConfiguration {
    @Bean
    RepositoryAddress repositoryAddress(RepositoryProperties properties) {
        return properties.address();
    }

    @Bean
    PartitionWorkers partitionWorkers(
            LedgerDatabase database, JobRepository jobRepository, TransactionTemplate transaction) {
        return new PartitionWorkers(database, jobRepository, transaction, Sleeper.real(), InstantSource.system());
    }

    @Bean
    WorkerRunner workerRunner(WorkerProperties properties, PartitionWorkers workers) throws IOException {
        var times = new LeaseTimes(properties.heartbeat(), properties.lease());
        return new WorkerRunner(properties, WorkOrderFile.read(properties.order()), times, workers);
    }
}
