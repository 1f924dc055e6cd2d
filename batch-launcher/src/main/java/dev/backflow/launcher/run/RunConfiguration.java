package dev.backflow.launcher.run;

import dev.backflow.launcher.repository.OpenRepository;
import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Patience;
import dev.backflow.run.store.RunStores;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.lease.LeaseTimes;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.repository.RepositoryAddress;
import dev.backflow.worker.repository.RepositoryConfiguration;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds what executes runs, from the beans {@link OpenRepository}, {@link RunStores} and {@link ProgramResource}. */
@Configuration(proxyBeanMethods = false)
@Import(RepositoryConfiguration.class)
class RunConfiguration {
    @Bean
    RepositoryAddress repositoryAddress(OpenRepository repository) {
        return repository.launcherAddress();
    }

    /**
     * How long this launcher waits for a database that is away. The property is for tests, which have no minute to
     * wait; nobody else needs another bound.
     */
    @Bean
    Patience patience(Environment environment, RunObserver observer, StopSignal stop) {
        Duration longest = environment.getProperty("backflow.repository.patience", Duration.class, Patience.LONGEST);
        return new Patience(longest, stop::isGiven, observer::failure);
    }

    @Bean
    PartitionWorkers partitionWorkers(
            LedgerDatabase database,
            JobRepository jobRepository,
            TransactionTemplate transaction,
            RunStores runs,
            Stores stores) {
        return new PartitionWorkers(
                database, jobRepository, transaction, runs, stores, Sleeper.real(), InstantSource.system());
    }

    @Bean
    RunExecution runExecution(
            LedgerDatabase database,
            JobRepository jobRepository,
            PartitionWorkers workers,
            Stores stores,
            Patience patience,
            OpenRepository repository,
            ProgramResource program,
            Environment environment) {
        return new RunExecution(
                database.patient(patience),
                jobRepository,
                workers,
                stores,
                repository,
                program,
                times(environment),
                InstantSource.system());
    }

    /** The same properties as a worker's, so that a variable such as BACKFLOW_WORKER_LEASE reaches both. */
    private static LeaseTimes times(Environment environment) {
        var heartbeat =
                environment.getProperty("backflow.worker.heartbeat", Duration.class, LeaseTimes.DEFAULT.heartbeat());
        var lease = environment.getProperty("backflow.worker.lease", Duration.class, LeaseTimes.DEFAULT.lease());
        try {
            return new LeaseTimes(heartbeat, lease);
        } catch (IllegalArgumentException e) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    "%s; correct BACKFLOW_WORKER_HEARTBEAT or BACKFLOW_WORKER_LEASE.".formatted(e.getMessage()),
                    e);
        }
    }
}
