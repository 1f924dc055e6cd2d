package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many launchers of one job that start at the same moment: one serves it, and the others end with 75 while it does,
 * having deployed nothing. The hook waits until they have.
 *
 * <p>{@code -Dbackflow.launchers=N} starts N of them in each test. By default they are twenty on one host, which end
 * before they have started much, and five on as many hosts: each of those starts up as if it were alone, and what
 * twenty decide then is shown by the tests of that decision alone, many times over.
 */
class TwentyLaunchersIT {
    private static final int ON_ONE_HOST = Integer.getInteger("backflow.launchers", 20);
    private static final int ON_MANY_HOSTS = Integer.getInteger("backflow.launchers", 5);
    private static final Duration AT_MOST = Duration.ofMinutes(5);
    private static final int DOCUMENTS = 3;

    private final Path folder;
    private final Path work;
    private final List<AutoCloseable> opened = new ArrayList<>();

    TwentyLaunchersIT(@TempDir Path folder, @TempDir Path work) {
        this.folder = folder;
        this.work = work;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void letOneRunOnOneHost() throws Exception {
        var fixture = gated(RunRepository.embedded());

        var ended = othersThanOne(fixture, ON_ONE_HOST, launcher -> new String[0]);

        assertThat(ended.losers()).allSatisfy(loser -> {
            assertThat(loser.exitCode()).as(loser.toString()).isEqualTo(75);
            assertThat(loser.err())
                    .contains("Job 'letters' is running already, by another launcher on this host. Wait until");
        });
        assertServedByOne(fixture, ended.winner());
    }

    /** Each with a data folder, and so a lock file, of its own; they share the database and the source. */
    @Test
    void letOneRunOnManyHosts() throws Exception {
        var fixture = gated(RunRepository.postgres());

        var ended = othersThanOne(fixture, ON_MANY_HOSTS, launcher -> new String[] {"--data-dir=" + host(launcher)});

        assertThat(ended.losers()).allSatisfy(loser -> {
            assertThat(loser.exitCode()).as(loser.toString()).isEqualTo(75);
            assertThat(loser.err()).contains("Job 'letters' is running already. Wait until");
        });
        List<Path> deployed = hosts().stream()
                .filter(host -> Files.exists(host.resolve("letters/runs")))
                .toList();
        assertThat(deployed).as("data folders with a run").hasSize(1);
        assertServedByOne(fixture.dataIn(deployed.get(0)), ended.winner());
    }

    private record Outcome(LauncherRun winner, List<LauncherRun.Ended> losers) {}

    private Outcome othersThanOne(JobFixture fixture, int launchers, IntFunction<String[]> words) throws Exception {
        var runs = new ArrayList<LauncherRun>();
        for (int launcher = 0; launcher < launchers; launcher++) {
            runs.add(fixture.startRun(words.apply(launcher)));
        }
        Callable<Boolean> oneIsLeft =
                () -> runs.stream().filter(LauncherRun::isAlive).count() <= 1;
        Awaitility.await("all launchers but one to end").atMost(AT_MOST).until(oneIsLeft);
        var losers = new ArrayList<LauncherRun.Ended>();
        for (LauncherRun run : runs) {
            if (!run.isAlive()) {
                losers.add(run.await());
            }
        }
        assertThat(losers).as("launchers that ended: %s", losers).hasSize(launchers - 1);
        assertThat(fixture.workers()).as("worker processes").isEmpty();
        return new Outcome(
                runs.stream().filter(LauncherRun::isAlive).findFirst().orElseThrow(), losers);
    }

    private void assertServedByOne(JobFixture fixture, LauncherRun winner) throws Exception {
        fixture.openGate();
        var ended = winner.await();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        fixture.assertExact(1);
        assertThat(fixture.history().list(fixture.data(), fixture.job())).hasSize(1);
        assertThat(fixture.run(1).serviced()).hasSize(DOCUMENTS);
        assertThat(fixture.calls()).hasSize(2 * DOCUMENTS).doesNotHaveDuplicates();
    }

    private JobFixture gated(RunRepository repository) throws IOException {
        var fixture = new JobFixture(folder, work, "letters", repository);
        opened.add(fixture);
        opened.add(repository);
        return fixture.documents("ok", DOCUMENTS)
                .scriptedHook()
                .setting("gated", "true")
                .jobFile("tier: inline");
    }

    private List<Path> hosts() {
        var hosts = new ArrayList<Path>();
        for (int launcher = 0; launcher < ON_MANY_HOSTS; launcher++) {
            hosts.add(host(launcher));
        }
        return hosts;
    }

    private Path host(int launcher) {
        return folder.resolve("host-" + launcher);
    }
}
