package dev.backflow.launcher.run;

import dev.backflow.launcher.plan.WorkerCount;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.NamedJobFile;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.store.RunStore;
import dev.backflow.worker.order.WorkOrder;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run as this launcher executes it.
 *
 * @param run as of the begin or the take-over; its epoch guards what this launcher writes
 * @param folder on this machine, for logs, reports and what need not outlive the sandbox
 * @param store of manifest, segments, work order and hook jar
 * @param jobStore of what the runs of the job have in common
 * @param processors of this machine
 * @param cloud null for a run on this machine
 */
record LaunchedRun(
        NamedJobFile job,
        Run run,
        Path folder,
        RunStore store,
        RunStore jobStore,
        RunObserver observer,
        StopSignal stop,
        int processors,
        @Nullable Cloud cloud) {
    /** Name, in the run's store, of its own copy of the hook jar, which goes with the sandbox. */
    static final String HOOK_JAR = "scratch/hook.jar";

    JobFile file() {
        return job.file();
    }

    /** Whether the store is not the folder, so that nothing of it goes with the folder. */
    boolean isStoredElsewhere() {
        return RunPlaces.isElsewhere(run);
    }

    /** How many workers and slots serve a tier. */
    WorkerCount workers(Tier tier) {
        return WorkerCount.of(tier, file().workers(), processors);
    }

    /** The order for workers of a tier. */
    WorkOrder order(Tier tier) {
        JobFile file = file();
        WorkerCount count = workers(tier);
        return new WorkOrder(
                run.id(),
                run.job(),
                run.number(),
                run.epoch(),
                store().location(),
                file.source(),
                file.backup(),
                file.results(),
                file.resultLayout().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                HOOK_JAR,
                run.hookHash(),
                file.hook().className(),
                file.hook().settings(),
                file.retries(),
                count.slots(),
                count.workers() * count.slots());
    }
}
