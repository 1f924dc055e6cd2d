package dev.backflow.launcher.run;

import dev.backflow.run.job.JobFile;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunFolders;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.run.time.Sleeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/** Decides which run a start of a job is about, and makes it this launcher's: the unfinished one, or a new one. */
final class RunChoice {
    static final Duration BETWEEN_GLANCES = Duration.ofMillis(250);

    /** Ten heartbeats of a launcher that is alive, on a database that is slow. */
    static final int MOST_GLANCES = (int) RunHeartbeat.INTERVAL.multipliedBy(10).dividedBy(BETWEEN_GLANCES);

    private final Runs runs;
    private final Partitions partitions;
    private final RunFolders folders;
    private final NewRun wanted;
    private final Sleeper sleeper;

    RunChoice(Runs runs, Partitions partitions, RunFolders folders, NewRun wanted, Sleeper sleeper) {
        this.runs = runs;
        this.partitions = partitions;
        this.folders = folders;
        this.wanted = wanted;
        this.sleeper = sleeper;
    }

    /** @param own the launcher's folder for the job, which is part of its name */
    static RunChoice of(
            RunRequest request,
            JobFolder own,
            HookHash hook,
            LedgerDatabase ledger,
            RunPlaces places,
            InstantSource clock) {
        JobFile file = request.job().file();
        var wanted = new NewRun(
                request.job().name(),
                HostName.read() + ":" + own.folder(),
                file.tier().name().toLowerCase(Locale.ROOT),
                file.limit(),
                file.identity(),
                hook.sha256(),
                clock.instant());
        return new RunChoice(
                new Runs(ledger), new Partitions(ledger), places.folders(file, own), wanted, Sleeper.real());
    }

    /**
     * A run that is this launcher's now.
     *
     * @param suspected whether the launcher before died while it was serving inline
     * @param unlike what differs from the run's beginning, one line each; not empty means that it cannot go on
     */
    record Taken(Run run, boolean suspected, List<String> unlike) {}

    Optional<Run> last() {
        return runs.last(wanted.job());
    }

    /** @throws LaunchException if another launcher began a run of the job at the same moment */
    Run begin() {
        try {
            return runs.begin(wanted, folders);
        } catch (DuplicateKeyException e) {
            Optional<Run> there = last();
            if (there.isPresent() && isOwn(there.get())) {
                return takenOver(there.get());
            }
            throw new LaunchException(ExitCode.ALREADY_RUNNING, alreadyRunning(), e);
        }
    }

    /**
     * Whether a run that is in the way can only be this launcher's: it holds the lock on the folder that is in the name,
     * so that the commit by which it got the run was a success whose answer was lost.
     */
    private boolean isOwn(Run run) {
        return run.unfinished() && run.launcher().equals(wanted.launcher());
    }

    /** A take-over has another epoch in any case: were it not the launcher's own, the other would be fenced off. */
    private Run takenOver(Run seen) {
        try {
            return runs.takeOver(seen, wanted.launcher());
        } catch (SupersededException e) {
            Run now = runs.byId(seen.id());
            if (!isOwn(now)) {
                throw new LaunchException(ExitCode.ALREADY_RUNNING, alreadyRunning(), e);
            }
            return runs.takeOver(now, wanted.launcher());
        }
    }

    /**
     * @throws LaunchException if the launcher of that run is alive, if another one takes it over at this moment, or if
     *     the run's files are not on this host; nothing has been changed then
     */
    Taken take(Run unfinished) throws InterruptedException {
        // The lock on the data folder, which this launcher has, tells for every launcher of the same folder.
        boolean elsewhere = !unfinished.launcher().equals(wanted.launcher());
        if (elsewhere && isAlive(unfinished)) {
            throw new LaunchException(ExitCode.ALREADY_RUNNING, alreadyRunning());
        }
        requireFolder(unfinished, elsewhere);
        boolean suspected = unfinished.phase() == Phase.SERVE
                && unfinished.tier().equals("inline")
                && partitions.hasBegunChunks(unfinished.id());
        return new Taken(takenOver(unfinished), suspected, unlike(unfinished));
    }

    /**
     * Watches the counter, not a clock: a launcher on another host shows by it that it is alive. What counts is how
     * often nothing had changed: a watcher that was itself paused meanwhile, however long, has not looked for longer.
     */
    private boolean isAlive(Run seen) throws InterruptedException {
        return isAlive(runs, seen, sleeper);
    }

    static boolean isAlive(Runs runs, Run seen, Sleeper sleeper) throws InterruptedException {
        if (seen.outcome() != null) {
            // Its launcher has recorded how it left.
            return false;
        }
        for (int glance = 0; glance < MOST_GLANCES; glance++) {
            sleeper.sleep(BETWEEN_GLANCES);
            Run now = runs.byId(seen.id());
            if (now.beat() != seen.beat() || now.epoch() != seen.epoch()) {
                return true;
            }
        }
        return false;
    }

    /** Manifest and segments cannot be made again by a host that does not have them. */
    private static void requireFolder(Run unfinished, boolean elsewhere) {
        boolean needed = !RunPlaces.isElsewhere(unfinished) && (elsewhere || unfinished.documents() != null);
        if (needed && !Files.isDirectory(Path.of(unfinished.folder()))) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    "Run %d of job '%s' is unfinished, and keeps its files in %s, which is not here. Nothing was changed. It was begun by %s: start the job there, or bring that folder here under the same path."
                            .formatted(
                                    unfinished.number(), unfinished.job(), unfinished.folder(), unfinished.launcher()));
        }
    }

    /** What differs from the beginning of a run, one line each. */
    List<String> unlike(Run unfinished) {
        var unlike = new ArrayList<String>();
        if (!unfinished.jobFileHash().equals(wanted.jobFileHash())) {
            unlike.add("The job file has changed since run %d began (was %s, is %s)."
                    .formatted(
                            unfinished.number(), shortened(unfinished.jobFileHash()), shortened(wanted.jobFileHash())));
        }
        if (!unfinished.hookHash().equals(wanted.hookHash())) {
            unlike.add("The hook jar has changed since run %d began (SHA-256 was %s, is %s)."
                    .formatted(unfinished.number(), shortened(unfinished.hookHash()), shortened(wanted.hookHash())));
        }
        return unlike;
    }

    private String alreadyRunning() {
        return "Job '%s' is running already. Wait until it has ended, or look at it with: runs show --job=%s"
                .formatted(wanted.job(), wanted.job());
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
