package dev.backflow.launcher.run;

import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.ProbedHook;
import dev.backflow.run.job.HookJar;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One look at a hook jar, in a JVM of its own, beside whatever else is to be done. A run that was planned needs none, so
 * that it is begun early only when a new run is likely. Safe for use by several threads.
 */
final class HookLook {
    private final FutureTask<ProbedHook> probe;
    private boolean begun;

    HookLook(HookProbe hooks, HookJar hook) {
        this.probe = new FutureTask<>(() -> hooks.probe(hook.jar(), hook.className(), hook.settings()));
    }

    /** Begins to look, if nobody has, and returns at once. */
    synchronized void begin() {
        if (!begun) {
            begun = true;
            var thread = new Thread(probe, "hook-probe");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Waits for what was found.
     *
     * @throws LaunchException if the hook will not do, with all that is wrong
     */
    void require() throws InterruptedException, ExecutionException {
        begin();
        ProbedHook found = probe.get();
        if (!found.isUsable()) {
            throw new LaunchException(ExitCode.CONFIGURATION_WRONG, found.problems());
        }
    }

    /** Ends the other JVM if it is still there. */
    void drop() {
        probe.cancel(true);
    }
}
