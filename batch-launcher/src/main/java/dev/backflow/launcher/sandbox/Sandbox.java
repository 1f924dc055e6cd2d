package dev.backflow.launcher.sandbox;

import java.time.Duration;
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

    /** What was made for the sandbox, with its times; empty where nothing takes any time worth telling. */
    default List<DeployedResource> deployedResources() {
        return List.of();
    }

    /**
     * Shows that the launcher is alive; to be called from time to time, on a thread of its own, as it may take as long
     * as calls to another service take.
     *
     * @return how soon to call again
     */
    default Duration keepAlive() {
        return Duration.ofDays(1);
    }

    /** To be asked while the sandbox is worked in; throws, with a reason for the operator, when its time is over. */
    default void requireTime() {}

    /**
     * Told once, when the launcher was asked to stop, and beside whatever else is going on: from now on the sandbox is
     * removed without this launcher, a moment later, so that who works in it can settle what it has. Waits for no other
     * method of this object.
     */
    default void letGo() {}

    /** Whether the removal has been asked for, and goes on by itself without this launcher. */
    default boolean isBeingRemoved() {
        return false;
    }
}
