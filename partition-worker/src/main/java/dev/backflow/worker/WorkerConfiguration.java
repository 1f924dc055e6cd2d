package dev.backflow.worker;

import dev.backflow.run.aws.S3Clients;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.job.Folder;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import dev.backflow.run.store.RunStores;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.lease.Sleeper;
import dev.backflow.worker.lease.WorkerTerms;
import dev.backflow.worker.order.WorkOrder;
import dev.backflow.worker.order.WorkOrderFile;
import dev.backflow.worker.repository.RepositoryAddress;
import dev.backflow.worker.repository.RepositoryConfiguration;
import java.io.IOException;
import java.nio.file.Path;
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
import tools.jackson.core.JacksonException;

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
    RunStores runStores() {
        return RunStores.inFolders();
    }

    /** In the region that the environment of this process names. */
    @Bean
    Stores stores() {
        return new Stores(S3Clients.ofEnvironment(null));
    }

    @Bean
    PartitionWorkers partitionWorkers(
            LedgerDatabase database,
            JobRepository jobRepository,
            TransactionTemplate transaction,
            RunStores runFiles,
            Stores stores,
            WorkerProperties properties) {
        return new PartitionWorkers(
                database,
                jobRepository,
                transaction,
                runFiles,
                stores,
                Sleeper.real(),
                InstantSource.system(),
                terms(properties));
    }

    @Bean
    WorkerRunner workerRunner(WorkerProperties properties, PartitionWorkers workers) {
        WorkOrder order = order(properties.order());
        return new WorkerRunner(properties, order, scratch(order), times(properties), workers);
    }

    private static Path scratch(WorkOrder order) {
        return Path.of(new FolderRunStore(((Folder) order.store()).path()).place("scratch"));
    }

    private static WorkOrder order(String place) {
        Path file = Path.of(place).toAbsolutePath();
        RunStore store = new FolderRunStore(file.resolveSibling(""));
        try {
            return WorkOrderFile.read(store, file.getFileName().toString());
        } catch (IOException | JacksonException e) {
            throw new WorkerStartException(
                    "The work order %s cannot be read: %s. Name one that the launcher wrote in backflow.worker.order."
                            .formatted(place, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static WorkerTerms terms(WorkerProperties properties) {
        try {
            return new WorkerTerms(properties.processors(), properties.launcherSilence(), properties.idle());
        } catch (IllegalArgumentException e) {
            throw new WorkerStartException(
                    "%s; correct backflow.worker.launcher-silence or backflow.worker.idle.".formatted(e.getMessage()),
                    e);
        }
    }

    private static LeaseTimes times(WorkerProperties properties) {
        try {
            return new LeaseTimes(properties.heartbeat(), properties.lease());
        } catch (IllegalArgumentException e) {
            throw new WorkerStartException(
                    "%s; correct backflow.worker.heartbeat or backflow.worker.lease.".formatted(e.getMessage()), e);
        }
    }
}
