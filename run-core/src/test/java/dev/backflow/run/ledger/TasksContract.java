package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who ends the task executions of workers that could not do so themselves, on any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TasksContract {
    private final TestDatabase database;
    private final TestLedger ledger;
    private final TaskRows tasks;

    TasksContract(TestDatabase database) {
        this.database = database;
        this.ledger = new TestLedger(database);
        this.tasks = new TaskRows(database);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void endsTheTaskOfAWorkerThatIsFreedAndNoOther() {
        Run run = runWithTasks();

        ledger.partitions.free(run, "w1-1", true);

        assertThat(tasks.running(run.job())).containsExactlyInAnyOrder(ids(run, "1/w1-10", "1/w1-2", "12/w1-1"));
    }

    @Test
    void endsAllTasksOfARunThatIsTakenOver() {
        Run run = runWithTasks();

        ledger.runs.takeOver(run, "another launcher");

        assertThat(tasks.running(run.job())).containsExactlyInAnyOrder(ids(run, "12/w1-1"));
    }

    @Test
    void endsAllTasksOfARunThatIsClosed() {
        Run run = runWithTasks();

        ledger.runs.close(run, RunOutcome.COMPLETED, Instant.EPOCH);

        assertThat(tasks.running(run.job())).containsExactlyInAnyOrder(ids(run, "12/w1-1"));
    }

    /** Three workers of a first run, and one of another run of the same job, whose number begins alike. */
    private Run runWithTasks() {
        Run run = ledger.serving(100, 1, 10);
        for (String worker : new String[] {"w1-1", "w1-2", "w1-10"}) {
            tasks.begin(BatchExecutions.task(run, worker));
        }
        tasks.begin(run.job() + "-12/w1-1");
        return run;
    }

    private static String[] ids(Run run, String... ends) {
        return Stream.of(ends).map(end -> run.job() + "-" + end).toArray(String[]::new);
    }
}
