package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Twenty launchers of as many hosts that decide at the same instant, again and again: one of them gets the run. */
abstract class OneLauncherContract {
    private static final int LAUNCHERS = 20;
    private static final int ROUNDS = 50;
    private static final int SILENT_ROUNDS = 5;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TestDatabase database;
    private final Path folder;
    private final Runs runs;
    private final CyclicBarrier start = new CyclicBarrier(LAUNCHERS);
    private final ExecutorService threads = Executors.newFixedThreadPool(LAUNCHERS);

    OneLauncherContract(TestDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
        this.runs = new Runs(database.ledger());
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void beginsOneRun() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String job = "begin-" + round;
            // Whoever comes late finds a run whose launcher is alive.
            Sleeper alive = glance -> runs.beat(runs.last(job).orElseThrow());

            List<Run> winners = together(job, alive, round % 2 == 0);

            assertThat(winners).as("winners of round %d", round).hasSize(1);
            assertThat(runs.list(job)).singleElement().satisfies(run -> {
                assertThat(run.epoch()).isEqualTo(1);
                assertThat(run.launcher()).isEqualTo(winners.get(0).launcher());
            });
        }
    }

    @Test
    void givesARunThatItsLauncherHasLeftToOne() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String job = "left-" + round;
            runs.pause(abandoned(job), RunOutcome.STOPPED, NOON);
            Sleeper alive = glance -> runs.beat(runs.last(job).orElseThrow());

            assertTakenByOne(job, together(job, alive, round % 2 == 0));
        }
    }

    @Test
    void givesARunOfASilentLauncherToOne() throws Exception {
        for (int round = 0; round < SILENT_ROUNDS; round++) {
            String job = "silent-" + round;
            Run silent = abandoned(job);
            Sleeper aliveOnceTaken = glance -> {
                Run now = runs.last(job).orElseThrow();
                if (now.epoch() != silent.epoch()) {
                    runs.beat(now);
                }
            };

            assertTakenByOne(job, together(job, aliveOnceTaken, round % 2 == 0));
        }
    }

    private void assertTakenByOne(String job, List<Run> winners) {
        assertThat(winners).as("winners of " + job).hasSize(1);
        assertThat(runs.list(job)).singleElement().satisfies(run -> {
            assertThat(run.epoch()).isEqualTo(2);
            assertThat(run.launcher()).isEqualTo(winners.get(0).launcher());
        });
    }

    private Run abandoned(String job) throws IOException {
        Run begun = choice(job, "gone", glance -> {}).begin();
        Files.createDirectories(Path.of(begun.folder()));
        return begun;
    }

    /**
     * The runs of those that got one; all others must have been told that the job is running.
     *
     * @param allHaveLooked whether nobody decides before everybody has seen the same
     */
    private List<Run> together(String job, Sleeper sleeper, boolean allHaveLooked) throws Exception {
        var starts = new ArrayList<Callable<@Nullable Run>>();
        for (int launcher = 0; launcher < LAUNCHERS; launcher++) {
            var choice = choice(job, "host-" + launcher, sleeper);
            starts.add(() -> {
                if (allHaveLooked) {
                    Optional<Run> last = choice.last();
                    start.await();
                    return decided(choice, last);
                }
                start.await();
                return decided(choice, choice.last());
            });
        }
        var winners = new ArrayList<Run>();
        for (Future<@Nullable Run> started : threads.invokeAll(starts)) {
            Run run = started.get();
            if (run != null) {
                winners.add(run);
            }
        }
        return winners;
    }

    private static @Nullable Run decided(RunChoice choice, Optional<Run> last) throws InterruptedException {
        try {
            return last.isPresent() ? choice.take(last.get()).run() : choice.begin();
        } catch (LaunchException e) {
            assertThat(e.exitCode()).isEqualTo(ExitCode.ALREADY_RUNNING);
            return null;
        }
    }

    private RunChoice choice(String job, String host, Sleeper sleeper) {
        var wanted = new NewRun(job, host, "inline", 100, "job", "hook", NOON);
        return new RunChoice(
                runs,
                new Partitions(database.ledger()),
                number -> JobFolder.of(folder.resolve(host), job).of(number).toString(),
                wanted,
                sleeper);
    }
}
