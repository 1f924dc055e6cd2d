package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.worker.lease.Sleeper;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunChoiceTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Sleeper NEVER = duration -> {
        throw new AssertionError("nobody needs to wait");
    };

    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Runs runs = new Runs(database.ledger());

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void beginsTheFirstRunInItsFolder() {
        var choice = choice("here", "job", "hook", NEVER);

        assertThat(choice.last()).isEmpty();
        var run = choice.begin();

        assertThat(run.number()).isEqualTo(1);
        assertThat(Path.of(run.folder())).isEqualTo(Path.of("/data/invoices/runs/1"));
    }

    @Test
    void resumesTheUnfinishedRunOfThisHostAtOnce() throws Exception {
        var begun = choice("here", "job", "hook", NEVER).begin();

        var taken = choice("here", "job", "hook", NEVER).take(begun);

        assertThat(taken.run().id()).isEqualTo(begun.id());
        assertThat(taken.run().epoch()).isEqualTo(begun.epoch() + 1);
        assertThat(taken.unlike()).isEmpty();
        assertThat(taken.suspected()).isFalse();
    }

    @Test
    void countsOnAfterAFinishedRun() {
        var choice = choice("here", "job", "hook", NEVER);
        runs.close(choice.begin(), RunOutcome.COMPLETED, NOON);

        assertThat(choice.last().orElseThrow().unfinished()).isFalse();
        assertThat(choice.begin().number()).isEqualTo(2);
    }

    @Test
    void leavesARunAloneWhoseLauncherIsAliveOnAnotherHost() {
        var begun = choice("there", "job", "hook", NEVER).begin();
        var choice = choice("here", "job", "hook", glance -> runs.beat(begun));

        assertRunning(() -> choice.take(begun));
        assertThat(runs.byId(begun.id()).epoch()).isEqualTo(begun.epoch());
    }

    @Test
    void leavesARunAloneThatAnotherLauncherIsTakingOver() {
        var begun = choice("there", "job", "hook", NEVER).begin();
        var choice = choice("here", "job", "hook", glance -> runs.takeOver(begun, "elsewhere"));

        assertRunning(() -> choice.take(begun));
    }

    @Test
    void doesNotBeginARunBesideAnUnfinishedOne() {
        var choice = choice("here", "job", "hook", NEVER);
        choice.begin();

        assertRunning(choice::begin);
    }

    @Test
    void tellsEverythingThatHasChangedUnderTheRun() throws Exception {
        var begun = choice("here", "job", "hook", NEVER).begin();

        var taken = choice("here", "other-job-file-hash", "x", NEVER).take(begun);

        assertThat(taken.unlike())
                .containsExactly(
                        "The job file has changed since run 1 began (was job, is other-job-fi).",
                        "The hook jar has changed since run 1 began (SHA-256 was hook, is x).");
    }

    private static void assertRunning(ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessage("Job 'invoices' is running already. Wait until it has ended, or look at it with:"
                        + " runs show --job=invoices")
                .isInstanceOfSatisfying(
                        LaunchException.class,
                        fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.ALREADY_RUNNING));
    }

    private RunChoice choice(String launcher, String jobFileHash, String hookHash, Sleeper sleeper) {
        var wanted = new NewRun("invoices", launcher, "inline", 100, jobFileHash, hookHash, NOON);
        var folder = JobFolder.of(Path.of("/data"), "invoices");
        return new RunChoice(runs, new Partitions(database.ledger()), folder, wanted, sleeper);
    }
}
