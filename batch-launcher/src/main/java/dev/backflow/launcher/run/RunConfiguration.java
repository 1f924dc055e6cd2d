package dev.backflow.launcher.run;

import dev.backflow.launcher.repository.OpenRepository;
import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.lease.Sleeper;
import dev.backflow.worker.repository.RepositoryAddress;
import dev.backflow.worker.repository.RepositoryConfiguration;
import java.time.InstantSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds what executes runs, from the beans {@link OpenRepository} and {@link ProgramResource}. */
@Configuration(proxyBeanMethods = false)
@Import(RepositoryConfiguration.class)
class RunConfiguration {
    @Bean
    RepositoryAddress repositoryAddress(OpenRepository repository) {
        return repository.launcherAddress();
    }

    @Bean
    PartitionWorkers partitionWorkers(
            LedgerDatabase database, JobRepository jobRepository, TransactionTemplate transaction) {
        return new PartitionWorkers(database, jobRepository, transaction, Sleeper.real(), InstantSource.system());
    }

    @Bean
    RunExecution runExecution(
            LedgerDatabase database,
            JobRepository jobRepository,
            PartitionWorkers workers,
            OpenRepository repository,
            ProgramResource program) {
        return new RunExecution(database, jobRepository, workers, repository, program, InstantSource.system());
    }
}
