package dev.backflow.launcher.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the launcher was asked to stop in good order. Given by a signal's thread, looked at by all others. */
public final class StopSignal {
    private final CountDownLatch given = new CountDownLatch(1);

    public void give() {
        given.countDown();
    }

    public boolean isGiven() {
        return given.getCount() == 0;
    }

    /** Waits, but no longer than until the signal is given. */
    public void waitAtMost(long millis) throws InterruptedException {
        // Whether it was given is asked by isGiven, also when nobody waits.
        boolean ignored = given.await(millis, TimeUnit.MILLISECONDS);
    }
}
