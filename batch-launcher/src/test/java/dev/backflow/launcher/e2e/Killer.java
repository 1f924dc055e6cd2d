package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.repository.ReadRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.run.ledger.LedgerGlance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * Kills the launchers of one job, and their workers, with SIGKILL. It waits for progress that can be seen, of which
 * chance says how much, and never for a time.
 */
final class Killer {
    /** A worker that has lost its launcher has nothing to wait for; this is for machines that are very busy. */
    private static final Duration ORPHANS_END_WITHIN = Duration.ofMinutes(2);

    private final JobFixture fixture;
    private final Repositories repositories;
    private final Random chance;

    Killer(JobFixture fixture, RunRepository repository, Random chance) {
        this.fixture = fixture;
        this.repositories = new Repositories(Secrets.random(), repository.environment());
        this.chance = chance;
    }

    /** Starts the job and kills the launcher when its first run has written this file or folder. */
    void killLauncherAt(String file) throws Exception {
        LauncherRun run = fixture.startRun();
        run.awaitUntil(file, () -> Files.exists(fixture.run(1).folder().resolve(file)));
        kill(run);
    }

    /** Starts the job and kills the launcher when it has served up to so many documents more. */
    void killLauncherWhileItServes(int most) throws Exception {
        LauncherRun run = fixture.startRun();
        awaitProgress(run, most);
        kill(run);
    }

    /** Starts the job, kills workers one after the other, and then the launcher, each after some more progress. */
    void killWorkersAndLauncherWhileTheyServe(int workers, int most) throws Exception {
        LauncherRun run = fixture.startRun();
        for (int killed = 0; killed < workers; killed++) {
            awaitProgress(run, most);
            // A document of which a worker dies when it is served alone would rightly be held to be the cause.
            run.awaitUntil("no chunk is suspected", () -> glance(LedgerGlance::mostDeaths) < 2);
            run.awaitUntil("a worker", () -> !fixture.workers().isEmpty());
            List<ProcessHandle> alive = fixture.workers();
            ProcessHandle worker = alive.get(chance.nextInt(alive.size()));
            worker.destroyForcibly();
            worker.onExit().join();
        }
        awaitProgress(run, most);
        kill(run);
    }

    /** What the job's repository tells. */
    <T> T glance(Glance<T> glance) throws Exception {
        Path folder = fixture.data().resolve(fixture.job()).resolve("repository");
        try (ReadRepository repository = Objects.requireNonNull(repositories.read(folder), "repository")) {
            return glance.at(new LedgerGlance(repository.ledger()));
        }
    }

    private void awaitProgress(LauncherRun run, int most) throws Exception {
        int target = results() + 1 + chance.nextInt(most);
        run.awaitUntil(target + " results", () -> results() >= target);
    }

    /** At every second time, by chance, the next launcher starts while orphans of this one may still be dying. */
    private void kill(LauncherRun run) {
        assertThat(run.isAlive()).as("launcher alive when it is killed").isTrue();
        run.kill();
        if (chance.nextBoolean()) {
            Callable<Boolean> gone = () -> fixture.workers().isEmpty();
            Awaitility.await("workers end after their launcher")
                    .atMost(ORPHANS_END_WITHIN)
                    .until(gone);
        }
    }

    /** Names are read, and no file is looked at: results move in all the time. */
    private int results() throws IOException {
        int results = 0;
        try (var files = Files.newDirectoryStream(fixture.results(), "*.json")) {
            for (Path unused : files) {
                results++;
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return results;
    }

    /** One question. */
    @FunctionalInterface
    interface Glance<T> {
        T at(LedgerGlance ledger);
    }
}
