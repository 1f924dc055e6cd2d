package dev.backflow.worker.lease;

import dev.backflow.run.time.Sleeper;
import java.time.Duration;

/** Ends this process for certain, whatever a hook has left in it. */
public final class ProcessEnd {
    /** For what the JVM and its libraries do at their end, which takes milliseconds. */
    private static final Duration MOST = Duration.ofSeconds(5);

    private final Sleeper sleeper;

    public ProcessEnd(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /**
     * Exits. Threads that a hook has left behind do not keep a JVM from that, but a shutdown hook of its own does for as
     * long as it likes: hence the halt.
     */
    public void exit(int code) {
        var halt = new Thread(() -> halt(code), "halt");
        halt.setDaemon(true);
        halt.start();
        System.exit(code);
    }

    private void halt(int code) {
        try {
            sleeper.sleep(MOST);
        } catch (InterruptedException e) {
            // By a thread of the hook's, as nobody else knows this one: no reason to give the rest more time.
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }
}
