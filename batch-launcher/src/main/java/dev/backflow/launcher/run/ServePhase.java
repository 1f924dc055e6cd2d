package dev.backflow.launcher.run;

import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.launcher.serve.SlotLostException;
import dev.backflow.launcher.serve.WorkerPool;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.worker.order.WorkOrderFile;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Has the documents served: starts workers, looks after them until every partition is closed, the limit is reached or
 * the launcher is told to stop, and waits for them to leave.
 */
final class ServePhase implements RunPhase {
    private static final long POLL_MILLIS = 100;
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** Makes the workers of a tier. */
    @FunctionalInterface
    interface Pools {
        WorkerPool of(Tier tier) throws SQLException;
    }

    private final LaunchedRun launched;
    private final Runs runs;
    private final Sandbox sandbox;
    private final Pools pools;
    private final ServingTier tier;
    private final ProgressWatch progress;

    ServePhase(
            LaunchedRun launched, Runs runs, Sandbox sandbox, Pools pools, ServingTier tier, ProgressWatch progress) {
        this.launched = launched;
        this.runs = runs;
        this.sandbox = sandbox;
        this.pools = pools;
        this.tier = tier;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "serve";
    }

    /** @throws StoppedException if the launcher was told to stop before all was served */
    @Override
    public void perform() throws Exception {
        runs.enter(launched.run(), Phase.SERVE);
        Failpoint.SERVE_ENTERED.hit();
        if (progress.read(0).isOver()) {
            return;
        }
        Tier served = tier.of(runs.byId(launched.run().id()));
        try {
            serve(served);
        } catch (SlotLostException e) {
            launched.observer().failure(e.getMessage() + " inside this process; the run goes on in worker processes.");
            WorkOrderFile.write(launched.store(), launched.order(Tier.PROCESSES));
            // The pool that ended has sent its workers home; the next ones are to stay.
            runs.enter(launched.run(), Phase.SERVE);
            Failpoint.TIER_MOVED.hit();
            serve(Tier.PROCESSES);
        }
    }

    private void serve(Tier served) throws InterruptedException, SQLException {
        WorkerPool pool = pools.of(served);
        try {
            pool.start();
            while (!progress.read(pool.alive()).isOver() && !launched.stop().isGiven()) {
                sandbox.requireTime();
                pool.tend();
                launched.stop().waitAtMost(POLL_MILLIS);
            }
        } finally {
            leave(pool);
        }
        if (launched.stop().isGiven() && !progress.read(0).isOver()) {
            throw new StoppedException(launched.stop().exitCode());
        }
    }

    /** From the phase on, workers claim nothing more; each settles what it has and leaves. */
    private void leave(WorkerPool pool) throws InterruptedException {
        try {
            if (launched.stop().isGiven()) {
                runs.requestStop(launched.run());
                Failpoint.STOP_REQUESTED.hit();
            }
            runs.enter(launched.run(), Phase.TEARDOWN);
        } catch (SupersededException e) {
            // The run is another launcher's now, but the workers that this one has started are its own to see off.
            pool.drain(DRAIN);
            throw e;
        } catch (DataAccessException | TransactionException e) {
            // Workers that do not hear of it have to be told in another way, and there is nothing to wait for.
            pool.drain(Duration.ZERO);
            throw e;
        }
        Failpoint.SERVE_LEFT.hit();
        pool.drain(DRAIN);
        Failpoint.SERVE_DRAINED.hit();
    }
}
