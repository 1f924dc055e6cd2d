package dev.backflow.launcher.run;

import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.worker.lease.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/** Decides which run a start of a job is about, and makes it this launcher's: the unfinished one, or a new one. */
final class RunChoice {
    /** Long enough for several heartbeats of a launcher that is alive, on a database that is slow. */
    private static final Duration SILENCE = RunHeartbeat.INTERVAL.multipliedBy(10);

    private static final Duration GLANCE = Duration.ofMillis(250);

    private final Runs runs;
    private final Partitions partitions;
    private final JobFolder folders;
    private final NewRun wanted;
    private final Sleeper sleeper;

    RunChoice(Runs runs, Partitions partitions, JobFolder folders, NewRun wanted, Sleeper sleeper) {
        this.runs = runs;
        this.partitions = partitions;
        this.folders = folders;
        this.wanted = wanted;
        this.sleeper = sleeper;
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
            throw new LaunchException(ExitCode.ALREADY_RUNNING, alreadyRunning(), e);
        }
    }

    /** @throws LaunchException if the launcher of that run is alive, or another one takes it over at this moment */
    Taken take(Run unfinished) throws InterruptedException {
        if (!unfinished.launcher().equals(wanted.launcher()) && isAlive(unfinished)) {
            throw new LaunchException(ExitCode.ALREADY_RUNNING, alreadyRunning());
        }
        boolean suspected = unfinished.phase() == Phase.SERVE
                && unfinished.tier().equals("inline")
                && partitions.hasBegunChunks(unfinished.id());
        try {
            return new Taken(runs.takeOver(unfinished, wanted.launcher()), suspected, unlike(unfinished));
        } catch (SupersededException e) {
            throw new LaunchException(ExitCode.ALREADY_RUNNING, alreadyRunning(), e);
        }
    }

    /** Watches the counter, not a clock: a launcher on another host shows by it that it is alive. */
    private boolean isAlive(Run seen) throws InterruptedException {
        long until = System.nanoTime() + SILENCE.toNanos();
        while (System.nanoTime() < until) {
            Run now = runs.byId(seen.id());
            if (now.beat() != seen.beat() || now.epoch() != seen.epoch()) {
                return true;
            }
            sleeper.sleep(GLANCE);
        }
        return false;
    }

    private List<String> unlike(Run unfinished) {
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
