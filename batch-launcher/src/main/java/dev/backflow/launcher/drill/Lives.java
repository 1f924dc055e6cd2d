package dev.backflow.launcher.drill;

import dev.backflow.launcher.run.ExitCode;
import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The launchers of one round, one after the other: starts the first, and another whenever one was killed, or gave up
 * because its database was. For one thread.
 */
final class Lives {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final FileTime NONE = FileTime.fromMillis(0);

    private final LauncherStart start;
    private final RoundFolder folder;
    private final Processes processes;
    private final Sleeper sleeper;
    private final Map<ProcessHandle, Long> paused = new HashMap<>();
    private @Nullable Process launcher;
    private long startedAt;
    private FileTime certificateBefore = NONE;
    private boolean served;
    private boolean killed;
    private boolean databaseKilled;
    private boolean over;
    private int started;

    Lives(LauncherStart start, RoundFolder folder, Processes processes, Sleeper sleeper) {
        this.start = start;
        this.folder = folder;
        this.processes = processes;
        this.sleeper = sleeper;
    }

    /** Asked again and again while something is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /**
     * Waits until something holds, keeping a launcher alive all the time.
     *
     * @return false when it did not within that time, or the run is over
     * @throws RoundFault if a launcher ended with another exit code than it may
     */
    boolean await(Condition condition, Duration atMost) throws IOException, InterruptedException, RoundFault {
        long until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until) {
            keepAlive();
            if (over) {
                return false;
            }
            if (condition.holds()) {
                return true;
            }
            sleeper.sleep(POLL);
        }
        return false;
    }

    boolean isOver() {
        return over;
    }

    int started() {
        return started;
    }

    /** The workers that the present launcher has started and that are alive, paused ones too. */
    List<ProcessHandle> workers() {
        Process alive = launcher;
        List<ProcessHandle> workers = alive == null ? List.of() : processes.workers(alive.toHandle());
        served |= !workers.isEmpty();
        return workers;
    }

    /** Those of them that are not paused. */
    List<ProcessHandle> busyWorkers() {
        return workers().stream().filter(worker -> !paused.containsKey(worker)).toList();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    Moment moment() {
        boolean workers = !workers().isEmpty();
        return Moment.of(folder.run(), workers, served, isCertified());
    }

    /** @return false when the launcher has ended by itself just before */
    boolean killLauncher() {
        Process alive = Objects.requireNonNull(launcher, "launcher");
        if (!alive.isAlive()) {
            return false;
        }
        alive.destroyForcibly().onExit().join();
        // What it exits with tells whether the signal came in time: 128 and the number of SIGKILL.
        killed = alive.exitValue() == 137;
        return killed;
    }

    void pause(ProcessHandle worker, Duration atLeast) throws IOException, InterruptedException {
        Processes.pause(worker);
        paused.put(worker, System.nanoTime() + atLeast.toNanos());
    }

    void databaseIsKilled() {
        databaseKilled = true;
    }

    /** Lets whoever is paused go on, whether its time has come or not. */
    void resumeAll() throws IOException, InterruptedException {
        for (ProcessHandle worker : paused.keySet()) {
            Processes.resume(worker);
        }
        paused.clear();
    }

    private void keepAlive() throws IOException, InterruptedException, RoundFault {
        resumeDue();
        Process last = launcher;
        if (last != null && last.isAlive()) {
            return;
        }
        if (last != null && !killed) {
            int exitCode = last.exitValue();
            if (exitCode == ExitCode.DONE.number()) {
                over = true;
                return;
            }
            if (!databaseKilled || exitCode != ExitCode.UNAVAILABLE.number()) {
                throw new RoundFault(
                        "A launcher ended with %d, for no reason of the drill: %s".formatted(exitCode, lastWords()));
            }
        }
        certificateBefore = certificate();
        launcher = start.start(folder);
        startedAt = System.nanoTime();
        started++;
        served = false;
        killed = false;
        databaseKilled = false;
    }

    /** Whether this launcher has certified a tear-down; it takes that of an earlier one away before. */
    private boolean isCertified() {
        FileTime now = certificate();
        return !now.equals(NONE) && !now.equals(certificateBefore);
    }

    /** When the tear-down was certified last. */
    private FileTime certificate() {
        try {
            return Files.getLastModifiedTime(folder.run().resolve("teardown.json"));
        } catch (IOException e) {
            return NONE;
        }
    }

    private void resumeDue() throws IOException, InterruptedException {
        long now = System.nanoTime();
        for (var each : Map.copyOf(paused).entrySet()) {
            if (now - each.getValue() >= 0) {
                Processes.resume(each.getKey());
                paused.remove(each.getKey());
            }
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(folder.out());
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
