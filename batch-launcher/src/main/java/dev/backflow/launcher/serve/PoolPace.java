package dev.backflow.launcher.serve;

import java.time.Duration;

/**
 * How quickly a pool is to find out about its workers, which depends on where they are.
 *
 * @param look the least time between two looks at all tasks
 * @param enterWithin how long a worker may take from its start until it enters the run
 */
public record PoolPace(Duration look, Duration enterWithin) {
    /** Processes of this machine are looked at whenever there is time. */
    public static final PoolPace PROCESSES = new PoolPace(Duration.ZERO, Duration.ofMinutes(2));

    /** Tasks elsewhere are asked for over the network; a machine has to be found for them, and the image pulled. */
    public static final PoolPace TASKS = new PoolPace(Duration.ofSeconds(1), Duration.ofMinutes(10));
}
