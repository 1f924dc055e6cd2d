package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.manifest.PartitionRange;
import dev.backflow.run.time.Sleeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunChoiceTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Sleeper NEVER = duration -> {
        throw new AssertionError("nobody needs to wait");
    };

    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Runs runs = new Runs(database.ledger());
    private final Path folder;

    RunChoiceTest(@TempDir Path folder) {
        this.folder = folder;
    }

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
    void takesASilentRunOverFromAnotherHostAfterTenMissedHeartbeats() throws Exception {
        var begun = choice("there", "job", "hook", NEVER, folder).begin();
        Files.createDirectories(Path.of(begun.folder()));
        var waits = new ArrayList<Duration>();

        var taken = choice("here", "job", "hook", waits::add, folder).take(begun);

        assertThat(taken.run().epoch()).isEqualTo(begun.epoch() + 1);
        assertThat(taken.run().launcher()).isEqualTo("here");
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void leavesARunAloneWhoseLauncherShowsItselfAtTheVeryLastGlance() {
        var begun = choice("there", "job", "hook", NEVER).begin();
        var glances = new AtomicInteger();

        var choice = choice("here", "job", "hook", glance -> {
            if (glances.incrementAndGet() == RunChoice.MOST_GLANCES) {
                runs.beat(begun);
            }
        });

        assertRunning(() -> choice.take(begun));
        assertThat(runs.byId(begun.id()).epoch()).isEqualTo(begun.epoch());
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "FAILED"})
    void takesARunOverAtOnceThatItsLauncherHasLeft(RunOutcome outcome) throws Exception {
        var begun = choice("there", "job", "hook", NEVER, folder).begin();
        Files.createDirectories(Path.of(begun.folder()));
        runs.pause(begun, outcome, NOON);

        var taken = choice("here", "job", "hook", NEVER, folder).take(runs.byId(begun.id()));

        assertThat(taken.run().launcher()).isEqualTo("here");
    }

    @Test
    void refusesARunWhoseFilesAreOnAnotherHostAndChangesNothing() {
        var begun = choice("there:/data/invoices", "job", "hook", NEVER).begin();
        runs.pause(begun, RunOutcome.STOPPED, NOON);
        var before = runs.byId(begun.id());

        assertThatThrownBy(() -> choice("here", "job", "hook", NEVER).take(before))
                .hasMessage("Run 1 of job 'invoices' is unfinished, and keeps its files in "
                        + Path.of("/data/invoices/runs/1")
                        + ", which is not here. Nothing was changed. It was begun by there:/data/invoices:"
                        + " start the job there, or bring that folder here under the same path.")
                .isInstanceOfSatisfying(
                        LaunchException.class,
                        fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.CONFIGURATION_WRONG));
        assertThat(runs.byId(begun.id())).isEqualTo(before);
    }

    @Test
    void refusesAPlannedRunOfThisHostWhoseFilesAreLost() {
        var choice = choice("here", "job", "hook", NEVER);
        var begun = choice.begin();
        new Partitions(database.ledger()).plan(begun, "inline", List.of(new PartitionRange(0, 0, 10, 0)), 10, 0);
        var before = runs.byId(begun.id());

        assertThatThrownBy(() -> choice.take(before)).hasMessageContaining("which is not here");
        assertThat(runs.byId(begun.id())).isEqualTo(before);
    }

    @Test
    void doesNotBeginARunBesideAnUnfinishedOne() {
        choice("there", "job", "hook", NEVER).begin();

        assertRunning(choice("here", "job", "hook", NEVER)::begin);
    }

    /** The commit was a success, and the next try of the same launcher finds its own run in the way. */
    @Test
    void hasTheRunThatItBeganWithoutHearingOfIt() {
        var choice = choice("here", "job", "hook", NEVER);
        var unheardOf = choice.begin();

        var begun = choice.begin();

        assertThat(begun.id()).isEqualTo(unheardOf.id());
        assertThat(begun.epoch()).isEqualTo(2);
    }

    @Test
    void hasTheRunThatItTookOverWithoutHearingOfIt() throws Exception {
        var choice = choice("here", "job", "hook", NEVER);
        var seen = choice.begin();
        choice.take(seen);

        var taken = choice.take(seen);

        assertThat(taken.run().epoch()).isEqualTo(3);
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
        return choice(launcher, jobFileHash, hookHash, sleeper, Path.of("/data"));
    }

    private RunChoice choice(String launcher, String jobFileHash, String hookHash, Sleeper sleeper, Path data) {
        var wanted = new NewRun("invoices", launcher, "inline", 100, jobFileHash, hookHash, NOON);
        var folder = JobFolder.of(data, "invoices");
        return new RunChoice(
                runs,
                new Partitions(database.ledger()),
                number -> folder.of(number).toString(),
                wanted,
                sleeper);
    }
}
