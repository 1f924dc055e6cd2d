package dev.backflow.launcher.run;

import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how far the run is and tells the observer. Used by the launcher's serving thread. */
final class ProgressWatch {
    private final LaunchedRun launched;
    private final Runs runs;
    private final Partitions partitions;
    private final Meters meters;
    private final Chunks chunks;
    private final long startedNanos = System.nanoTime();
    private final SpeedEstimate speed = new SpeedEstimate();
    private @Nullable Long documents;

    ProgressWatch(LaunchedRun launched, Runs runs, Partitions partitions, Meters meters, Chunks chunks) {
        this.launched = launched;
        this.runs = runs;
        this.partitions = partitions;
        this.meters = meters;
        this.chunks = chunks;
    }

    /** Three quick statements, however many documents there are. */
    ServeState read(int workersAlive) {
        ServeState state = state();
        tell(state, workersAlive);
        return state;
    }

    /** Whether nothing more is to be served; the observer is not told. */
    boolean isOver() {
        return state().isOver();
    }

    private ServeState state() {
        Run run = launched.run();
        return new ServeState(partitions.count(run.id()), meters.read(run.id()), chunks.totals(run.id()));
    }

    private void tell(ServeState state, int workersAlive) {
        long all = documents();
        long goal = Math.min(state.meter().limit(), all);
        double perSecond =
                speed.update(System.nanoTime() - startedNanos, state.totals().documents());
        long left = Math.max(0, goal - state.meter().used());
        Duration estimate = perSecond > 0 ? Duration.ofMillis((long) (left * 1000 / perSecond)) : null;
        launched.observer()
                .progress(new Progress(
                        launched.run().number(),
                        "serve",
                        state.meter().used(),
                        state.meter().limit(),
                        all,
                        perSecond,
                        state.totals().exhausted(),
                        state.totals().rejected(),
                        Math.max(0, state.totals().attempts() - state.totals().documents()),
                        workersAlive,
                        Duration.ofNanos(System.nanoTime() - startedNanos),
                        estimate));
    }

    private long documents() {
        Long known = documents;
        if (known == null) {
            known = runs.byId(launched.run().id()).documents();
            documents = known;
        }
        return known == null ? 0 : known;
    }
}
