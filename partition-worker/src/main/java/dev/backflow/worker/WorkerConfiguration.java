package dev.backflow.worker;

import dev.backflow.run.aws.LocationRunStores;
import dev.backflow.run.aws.S3Clients;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.file.StoreException;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.store.RunStores;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.lease.WorkerTerms;
import dev.backflow.worker.order.WorkOrder;
import dev.backflow.worker.order.WorkOrderFile;
import dev.backflow.worker.repository.RepositoryAddress;
import dev.backflow.worker.repository.RepositoryConfiguration;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.task.configuration.EnableTask;
import org.springframework.cloud.task.configuration.SimpleTaskAutoConfiguration;
import org.springframework.cloud.task.configuration.TaskProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
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
    S3Clients s3Clients() {
        return S3Clients.ofEnvironment(null);
    }

    @Bean
    RunStores runStores(S3Clients clients) {
        return new LocationRunStores(clients);
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
    WorkerRunner workerRunner(
            WorkerProperties properties, PartitionWorkers workers, RunStores stores, Environment environment) {
        WorkOrder order = order(stores, properties.order());
        var scratch = new WorkerScratch(environment.getProperty(WorkerScratch.PROPERTY));
        return new WorkerRunner(properties, order, scratch, times(properties), workers);
    }

    private static WorkOrder order(RunStores stores, String place) {
        try {
            return WorkOrderFile.read(stores, place);
        } catch (NoSuchFileException e) {
            throw noOrder(place, "it does not exist", e);
        } catch (StoreException e) {
            throw noOrder(place, String.valueOf(e.getMessage()), e);
        } catch (IOException | JacksonException e) {
            throw noOrder(place, e.getClass().getSimpleName(), e);
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

    private static WorkerStartException noOrder(String place, String why, Exception cause) {
        return new WorkerStartException(
                "The work order %s cannot be read: %s. Name one that the launcher wrote in backflow.worker.order."
                        .formatted(place, why),
                cause);
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
