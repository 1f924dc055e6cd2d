package dev.backflow.launcher.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into a stop in good order: the signal's thread asks the run to stop and then waits, so that
 * the JVM, which exits with the signal's own number, does not before the run has ended.
 */
public final class OrderlyStop {
    /** Longer than workers get to settle what they have, and to end. */
    private static final Duration MOST = Duration.ofSeconds(90);

    private final CountDownLatch ended = new CountDownLatch(1);

    private OrderlyStop() {}

    /** Listens for the signals of this process. */
    public static OrderlyStop of(StopSignal stop) {
        var orderly = new OrderlyStop();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> orderly.stop(stop), "orderly-stop"));
        return orderly;
    }

    /** To be called when nothing is left to wait for, however the run has ended. */
    public void ended() {
        ended.countDown();
    }

    private void stop(StopSignal stop) {
        stop.give();
        try {
            // When the time is up the JVM goes on to exit, and the next start takes over what is left.
            boolean ignored = ended.await(MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
