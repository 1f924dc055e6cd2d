package dev.backflow.launcher.run;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SupersededException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Shows other launchers that this one lives, once a second, and stops the run when another has taken it over. */
final class RunHeartbeat {
    /** A second launcher watches for a little longer than this before it takes a silent run over. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(RunHeartbeat.class);

    private final Runs runs;
    private final Run run;
    private final StopSignal stop;
    private final StopSignal ended = new StopSignal();

    private RunHeartbeat(Runs runs, Run run, StopSignal stop) {
        this.runs = runs;
        this.run = run;
        this.stop = stop;
    }

    static RunHeartbeat start(Runs runs, Run run, StopSignal stop) {
        var heartbeat = new RunHeartbeat(runs, run, stop);
        var thread = new Thread(heartbeat::beatUntilEnded, "run-heartbeat");
        thread.setDaemon(true);
        thread.start();
        return heartbeat;
    }

    void close() {
        ended.give();
    }

    private void beatUntilEnded() {
        while (!ended.isGiven()) {
            beat();
            ended.waitAtMost(INTERVAL.toMillis());
        }
    }

    private void beat() {
        try {
            Failpoint.LAUNCHER_BEAT.hit();
            runs.beat(run);
        } catch (SupersededException e) {
            // Whatever is written next meets the same exception, and ends the run without a tear-down.
            LOG.warn(e.getMessage());
            stop.give();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The launcher's heartbeat could not be recorded: {}", e.getMessage());
        }
    }
}
