package dev.backflow.run.ledger;

import static dev.backflow.run.ledger.TestLedger.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DuplicateKeyException;

/** Beginning, taking over, pausing and closing runs, on any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunsContract {
    private final TestDatabase database;
    private final TestLedger ledger;
    private final Runs runs;

    RunsContract(TestDatabase database) {
        this.database = database;
        this.ledger = new TestLedger(database);
        this.runs = ledger.runs;
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void beginsARunWithAnUntouchedMeter() {
        String job = ledger.newJob();

        Run run = ledger.begin(job, 7);

        assertThat(run)
                .isEqualTo(new Run(
                        run.id(),
                        job,
                        1,
                        true,
                        1,
                        "here:/data",
                        0,
                        Phase.PLAN,
                        false,
                        null,
                        "inline",
                        "a".repeat(64),
                        "b".repeat(64),
                        null,
                        null,
                        null,
                        NOON,
                        null,
                        "/data/runs/1"));
        assertThat(ledger.meter(run)).isEqualTo(new Meter(7, 0, 0));
        assertThat(runs.last(job)).contains(run);
    }

    @Test
    void numbersTheRunsOfEachJobFromOne() {
        String job = ledger.newJob();

        Run first = ledger.begin(job, 100);
        runs.close(first, RunOutcome.COMPLETED, NOON);
        Run second = ledger.begin(job, 100);
        Run ofAnotherJob = ledger.begin(ledger.newJob(), 100);

        assertThat(List.of(first.number(), second.number(), ofAnotherJob.number()))
                .containsExactly(1, 2, 1);
        assertThat(runs.list(job)).extracting(Run::number).containsExactly(1, 2);
    }

    /** Books that are new do not know the runs that others know, whose files are there all the same. */
    @Test
    void numbersARunAboveAllThatHaveLeftFiles() {
        var wanted = new NewRun(ledger.newJob(), "here:/data", "inline", 5, "a".repeat(64), "b".repeat(64), NOON);

        Run run = runs.begin(wanted, new RunFolders() {
            @Override
            public String of(int runNumber) {
                return "/data/runs/" + runNumber;
            }

            @Override
            public int newest() {
                return 7;
            }
        });

        assertThat(run.number()).isEqualTo(8);
        assertThat(run.folder()).isEqualTo("/data/runs/8");
    }

    @Test
    void refusesASecondRunWhileOneIsUnfinished() {
        String job = ledger.newJob();
        Run first = ledger.begin(job, 100);
        runs.pause(first, RunOutcome.STOPPED, NOON);

        assertThatThrownBy(() -> ledger.begin(job, 100)).isInstanceOf(DuplicateKeyException.class);

        assertThat(runs.list(job)).hasSize(1);
    }

    @RepeatedTest(5)
    void letsOneOfSeveralLaunchersBegin() throws InterruptedException {
        String job = ledger.newJob();

        List<String> answers = Together.run(4, launcher -> {
            try {
                ledger.begin(job, 100);
                return "begun";
            } catch (DuplicateKeyException e) {
                return "refused";
            }
        });

        assertThat(answers).containsExactlyInAnyOrder("begun", "refused", "refused", "refused");
        assertThat(runs.list(job)).hasSize(1);
    }

    @RepeatedTest(5)
    void letsOneOfSeveralLaunchersTakeOver() throws InterruptedException {
        Run seen = ledger.serving(100, 3, 10);

        List<String> answers = Together.run(4, launcher -> {
            try {
                runs.takeOver(seen, "launcher-" + launcher);
                return "taken";
            } catch (SupersededException e) {
                return "superseded";
            }
        });

        assertThat(answers).containsExactlyInAnyOrder("taken", "superseded", "superseded", "superseded");
        assertThat(runs.byId(seen.id()).epoch()).isEqualTo(2);
        assertThat(ledger.rows(seen)).extracting(PartitionRow::fence).containsOnly(1L);
    }

    @Test
    void takesOverWithNewFencesNoOwnersAndNoWorkersButTheSameGrants() {
        Run seen = ledger.serving(100, 2, 10);
        Lease lease = ledger.leases.grant(ledger.enterAndClaim(seen, "w1"), new ChunkWish(4, 1));
        runs.requestStop(seen);
        runs.pause(seen, RunOutcome.STOPPED, NOON);

        Run taken = runs.takeOver(seen, "there:/data");

        assertThat(List.of(taken.epoch(), taken.launcher(), taken.stopping())).containsExactly(2, "there:/data", false);
        assertThat(taken.outcome()).isNull();
        assertThat(taken.endedAt()).isNull();
        assertThat(ledger.rows(taken))
                .containsExactly(
                        new PartitionRow(0, "OPEN", null, lease.fence() + 1, 4, 0, lease.fence(), 4, 0),
                        new PartitionRow(1, "OPEN", null, 1, 0, 10, -1, 10, 0));
        assertThat(ledger.workers.list(taken.id())).extracting(WorkerRow::gone).containsExactly(true);
        assertThat(ledger.meter(taken)).isEqualTo(new Meter(100, 0, 4));
    }

    @Test
    void refusesToTakeOverARunThatHasEnded() {
        Run seen = ledger.serving(100, 1, 10);
        runs.close(seen, RunOutcome.COMPLETED, NOON);

        assertThatThrownBy(() -> runs.takeOver(seen, "there:/data")).isInstanceOf(SupersededException.class);
    }

    @Test
    void letsASupersededLauncherChangeNothing() {
        Run old = ledger.serving(100, 2, 10);
        Run current = runs.takeOver(old, "there:/data");
        ledger.leases.grant(ledger.enterAndClaim(current, "w1"), new ChunkWish(4, 1));
        List<Object> before = ledger.everything(current);

        Stream.<Runnable>of(
                        () -> runs.beat(old),
                        () -> runs.enter(old, Phase.TEARDOWN),
                        () -> runs.executing(old, 7),
                        () -> runs.requestStop(old),
                        () -> runs.pause(old, RunOutcome.STOPPED, NOON),
                        () -> runs.close(old, RunOutcome.COMPLETED, NOON),
                        () -> runs.takeOver(old, "here:/data"),
                        () -> ledger.plan(old, 1, 1),
                        () -> ledger.partitions.free(old, "w1", true))
                .forEach(write -> assertThatThrownBy(write::run)
                        .isInstanceOf(SupersededException.class)
                        .hasMessageContaining("taken over by another launcher"));

        assertThat(ledger.everything(current)).isEqualTo(before);
    }

    @Test
    void failsTheExecutionsThatTheGoneLauncherLeftRunning() {
        Run seen = ledger.serving(100, 1, 10);
        var executions = new BatchRows(database, 7);
        executions.job(seen.job(), "STARTED");
        executions.step(1, "deploy", "COMPLETED");
        executions.step(2, "serve:partition-0", "STARTED");
        executions.step(3, "serve:partition-1", "UNKNOWN");

        runs.takeOver(seen, "there:/data");

        assertThat(executions.statuses())
                .isEqualTo(Map.of(
                        "job",
                        "FAILED",
                        "deploy",
                        "COMPLETED",
                        "serve:partition-0",
                        "FAILED",
                        "serve:partition-1",
                        "FAILED"));
    }

    @Test
    void failsTheExecutionThatWasLeftRunningAfterItsRunWasClosed() {
        Run ended = ledger.serving(100, 1, 10);
        var executions = new BatchRows(database, 17);
        executions.job(ended.job(), "STARTED");
        executions.step(1, "report", "STARTED");
        var others = new BatchRows(database, 18);
        others.job("another job", "STARTED");
        runs.close(ended, RunOutcome.COMPLETED, NOON);

        ledger.begin(ended.job(), 100);

        assertThat(executions.statuses()).isEqualTo(Map.of("job", "FAILED", "report", "FAILED"));
        assertThat(others.statuses()).isEqualTo(Map.of("job", "STARTED"));
    }

    @Test
    void failsTheLeasesOfWorkersThatAreGoneAndNoOtherStep() {
        var executions = new BatchRows(database, 9);
        executions.job("any", "STARTED");
        executions.step(1, "serve", "STARTED");
        executions.step(2, "serve:partition-0", "STARTED");
        executions.step(3, "serve:partition-1", "COMPLETED");

        new BatchExecutions(database.ledger()).failLeases(executions.jobExecutionId());

        assertThat(executions.statuses())
                .isEqualTo(Map.of(
                        "job",
                        "STARTED",
                        "serve",
                        "STARTED",
                        "serve:partition-0",
                        "FAILED",
                        "serve:partition-1",
                        "COMPLETED"));
    }

    @Test
    void keepsGrantsAndLeasesWhenItPauses() {
        Run run = ledger.serving(100, 1, 10);
        ledger.leases.grant(ledger.enterAndClaim(run, "w1"), new ChunkWish(4, 1));
        List<PartitionRow> before = ledger.rows(run);

        runs.pause(run, RunOutcome.FAILED, NOON);

        Run paused = runs.byId(run.id());
        assertThat(paused.unfinished()).isTrue();
        assertThat(paused.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(paused.endedAt()).isEqualTo(NOON);
        assertThat(ledger.rows(run)).isEqualTo(before);
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 0, 4));
    }

    @Test
    void closesWithNoGrantNoOwnerAndNoOpenPartition() {
        Run run = ledger.serving(100, 3, 10);
        Lease done = ledger.leases.grant(ledger.enterAndClaim(run, "w1"), TestLedger.TEN);
        ledger.settle(done, 9, 1, 0);
        ledger.leases.grant(ledger.claim(run, "w1"), new ChunkWish(4, 1));

        runs.close(run, RunOutcome.ABANDONED, NOON);

        Run closed = runs.byId(run.id());
        assertThat(closed.unfinished()).isFalse();
        assertThat(closed.phase()).isEqualTo(Phase.ENDED);
        assertThat(closed.outcome()).isEqualTo(RunOutcome.ABANDONED);
        assertThat(ledger.meter(run)).isEqualTo(new Meter(100, 10, 0));
        assertThat(ledger.rows(run))
                .containsExactly(
                        new PartitionRow(0, "DONE", null, 1, 0, 10, -1, 10, 0),
                        new PartitionRow(1, "NOT_SERVED", null, 2, 0, 10, 1, 14, 0),
                        new PartitionRow(2, "NOT_SERVED", null, 1, 0, 20, -1, 20, 0));
        assertThat(ledger.partitions.count(run.id())).isEqualTo(new PartitionCounts(0, 0, 3, 0));
        assertThat(ledger.workers.list(run.id())).extracting(WorkerRow::gone).containsExactly(true);
    }

    @Test
    void plansAgainAfterACrashInPlaceOfWhatWasThere() {
        Run run = ledger.begin(ledger.newJob(), 100);
        ledger.plan(run, 5, 10);

        ledger.partitions.plan(run, "processes", TestLedger.split(6, 2), 6, 0);

        assertThat(ledger.rows(run)).hasSize(2);
        assertThat(runs.byId(run.id()).tier()).isEqualTo("processes");
        assertThat(runs.byId(run.id()).documents()).isEqualTo(6);
        assertThat(runs.byId(run.id()).phase()).isEqualTo(Phase.DEPLOY);
    }

    @Test
    void plansMorePartitionsThanFitIntoOneStatement() {
        Run run = ledger.begin(ledger.newJob(), 100);

        ledger.plan(run, 2_001, 1);

        assertThat(ledger.partitions.count(run.id())).isEqualTo(new PartitionCounts(2_001, 0, 0, 0));
    }

    @Test
    void plansARunWithoutDocuments() {
        Run run = ledger.begin(ledger.newJob(), 100);

        ledger.plan(run, 0, 0);

        assertThat(ledger.partitions.count(run.id()).isAllClosed()).isTrue();
    }
}
