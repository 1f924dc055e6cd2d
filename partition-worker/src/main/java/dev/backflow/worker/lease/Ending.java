package dev.backflow.worker.lease;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a worker's end is decided: the first reason given is the one that counts. Safe for use by several threads. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private final AtomicReference<@Nullable WorkerEnd> reason = new AtomicReference<>();
    private final CountDownLatch decided = new CountDownLatch(1);

    void because(WorkerEnd end) {
        if (reason.compareAndSet(null, end)) {
            decided.countDown();
        }
    }

    boolean isDecided() {
        return reason.get() != null;
    }

    /** Waits until the end is decided, and no less: a hook may interrupt any thread that it finds. */
    WorkerEnd await() {
        while (true) {
            try {
                decided.await();
                return Objects.requireNonNull(reason.get(), "the latch opens after the reason is set");
            } catch (InterruptedException e) {
                LOG.debug("Somebody interrupted the thread that waits for the worker's end.");
            }
        }
    }
}
