package dev.backflow.launcher.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the launcher was asked to stop in good order. Given by a signal's thread, looked at by all others. */
public final class StopSignal {
    private final CountDownLatch given = new CountDownLatch(1);
    private volatile ExitCode exitCode = ExitCode.TERMINATED;

    public void give() {
        given.countDown();
    }

    /** @param end what the process will exit with: {@link ExitCode#INTERRUPTED} or {@link ExitCode#TERMINATED} */
    public void give(ExitCode end) {
        exitCode = end;
        given.countDown();
    }

    ExitCode exitCode() {
        return exitCode;
    }

    public boolean isGiven() {
        return given.getCount() == 0;
    }

    /**
     * Waits, but no longer than until the signal is given; less when the thread is interrupted. That is no signal: a hook
     * that serves inside the launcher may interrupt any thread that it finds.
     */
    public void waitAtMost(long millis) {
        try {
            // Whether it was given is asked by isGiven, also when nobody waits.
            boolean ignored = given.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Means nothing, see above. It is not logged, as a log costs every start of the command line its time.
        }
    }
}
