package dev.backflow.launcher.sandbox;

import java.util.List;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;

/**
 * What is deployed for one run and removed after it. All methods may be called again after a crash, by a launcher that
 * knows nothing but the run, and from any thread.
 */
public interface Sandbox {

    /** Creates the sandbox, or finds the one that this run already has. */
    void deploy();

    /**
     * Starts and ends tasks inside the sandbox.
     *
     * @throws IllegalStateException if this object has not deployed the sandbox, or has torn it down since
     */
    TaskLauncher taskLauncher();

    /**
     * The run's workers, as tasks of {@link #taskLauncher()}.
     *
     * @throws IllegalStateException as {@link #taskLauncher()}
     */
    WorkerTasks workers(WorkerSettings settings);

    /** What still exists of the sandbox, a phrase each, in no order that matters; empty once nothing is left. */
    List<String> remaining();

    /**
     * Ends what runs in the sandbox, waits for it, and removes everything. Does nothing when nothing was deployed.
     * Does not throw for what cannot be removed: {@link #remaining()} names it, and a later call tries again.
     */
    void teardown();
}
