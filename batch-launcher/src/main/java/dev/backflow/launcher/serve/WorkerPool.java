package dev.backflow.launcher.serve;

import java.time.Duration;

/** The workers of one run, wherever they live. Used by the launcher's one serving thread. */
public interface WorkerPool {
    /** Starts the first workers. */
    void start();

    /**
     * Looks after the workers: frees what dead ones held and replaces them. Called several times a second.
     *
     * @throws HopelessException if workers end again and again without serving anything
     */
    void tend();

    /** How many workers are alive. */
    int alive();

    /**
     * Waits until all workers have left by themselves, which they do once the run serves no more.
     *
     * @return whether all have
     */
    boolean drain(Duration atMost) throws InterruptedException;
}
