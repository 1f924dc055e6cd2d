package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.SupersededException;
import dev.backflow.run.ledger.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class RunJobTest {
    private static final JobParameters PARAMETERS =
            new JobParametersBuilder().addLong("run", 1L).toJobParameters();

    private final TestDatabase database = TestDatabase.h2InMemory();
    private final JobRepository repository = repository(database);
    private final List<String> performed = new ArrayList<>();
    private final Map<String, RuntimeException> faults = new HashMap<>();

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void performsThePhasesInTheirOrder() throws Exception {
        var job = job();

        var execution = execute(job);

        assertThat(performed).containsExactly("plan", "deploy", "serve", "teardown", "report");
        assertThat(job.fault()).isNull();
        assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(execution.getExitStatus().getExitCode()).isEqualTo("COMPLETED");
    }

    @ParameterizedTest
    @CsvSource({
        "plan, plan teardown report",
        "deploy, plan deploy teardown report",
        "serve, plan deploy serve teardown report",
        "teardown, plan deploy serve teardown report",
        "report, plan deploy serve teardown report"
    })
    void alwaysTearsDownAndReports(String failing, String phases) throws Exception {
        var fault = new IllegalStateException(failing);
        faults.put(failing, fault);
        var job = job();

        var execution = execute(job);

        assertThat(performed).containsExactly(phases.split(" "));
        assertThat(job.fault()).isSameAs(fault);
        assertThat(execution.getStatus()).isEqualTo(BatchStatus.FAILED);
        assertThat(statuses(execution)).containsEntry(failing, BatchStatus.FAILED);
    }

    @Test
    void keepsTheFirstOfSeveralFaults() throws Exception {
        var first = new IllegalStateException("first");
        faults.put("serve", first);
        faults.put("report", new IllegalStateException("second"));
        var job = job();

        execute(job);

        assertThat(job.fault()).isSameAs(first);
    }

    @Test
    void tellsWhatIsLeftBeforeAllElseAlsoAfterAStop() throws Exception {
        var stopped = new StoppedException(ExitCode.TERMINATED);
        faults.put("serve", stopped);
        faults.put("teardown", new LaunchException(ExitCode.TEARDOWN_UNCONFIRMED, "Still there: vpc-1."));
        var job = job();

        execute(job);

        assertThat(job.fault()).isInstanceOfSatisfying(LaunchException.class, left -> {
            assertThat(left.exitCode()).isEqualTo(ExitCode.TEARDOWN_UNCONFIRMED);
            assertThat(left.problems())
                    .containsExactly("Still there: vpc-1.", "Before that: The run was stopped; restart resumes it.");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "plan, plan",
        "serve, plan deploy serve",
        "teardown, plan deploy serve teardown",
        "report, plan deploy serve teardown report"
    })
    void doesNothingMoreOnceAnotherLauncherHasTakenOver(String superseded, String phases) throws Exception {
        faults.put(superseded, new SupersededException("taken"));
        var job = job();

        execute(job);

        assertThat(performed).containsExactly(phases.split(" "));
        assertThat(job.fault()).isInstanceOf(SupersededException.class);
    }

    @Test
    void takesAFaultForTheTakeOverThatCausedIt() throws Exception {
        faults.put("plan", new IllegalStateException("its files have changed under it"));
        faults.put("teardown", new SupersededException("taken"));
        var job = job();

        execute(job);

        assertThat(performed).containsExactly("plan", "teardown");
        assertThat(job.fault()).isInstanceOf(SupersededException.class);
    }

    @Test
    void performsEveryPhaseAgainAfterARestart() throws Exception {
        faults.put("serve", new StoppedException(ExitCode.TERMINATED));
        execute(job());
        faults.clear();
        performed.clear();
        var job = job();

        var execution = execute(job);

        assertThat(performed).containsExactly("plan", "deploy", "serve", "teardown", "report");
        assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(statuses(execution).values()).containsOnly(BatchStatus.COMPLETED);
    }

    private RunJob job() {
        return new RunJob("invoices", repository, phases("plan", "deploy", "serve"), phases("teardown", "report"));
    }

    private List<RunPhase> phases(String... names) {
        return Stream.of(names).<RunPhase>map(Recorded::new).toList();
    }

    private JobExecution execute(RunJob job) throws Exception {
        var instance = repository.getJobInstance(job.getName(), PARAMETERS);
        if (instance == null) {
            instance = repository.createJobInstance(job.getName(), PARAMETERS);
        }
        var execution = repository.createJobExecution(instance, PARAMETERS, new ExecutionContext());
        job.execute(execution);
        return execution;
    }

    private static Map<String, BatchStatus> statuses(JobExecution execution) {
        var statuses = new HashMap<String, BatchStatus>();
        for (StepExecution step : execution.getStepExecutions()) {
            statuses.put(step.getStepName(), step.getStatus());
        }
        return statuses;
    }

    private static JobRepository repository(TestDatabase database) {
        try {
            var factory = new JdbcJobRepositoryFactoryBean();
            factory.setDataSource(database.dataSource());
            factory.setTransactionManager(database.transactionManager());
            factory.afterPropertiesSet();
            return factory.getObject();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Recorded implements RunPhase {
        private final String name;

        Recorded(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void perform() {
            performed.add(name);
            if (faults.containsKey(name)) {
                throw faults.get(name);
            }
        }
    }
}
