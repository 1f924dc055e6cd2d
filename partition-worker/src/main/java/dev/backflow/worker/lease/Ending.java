package dev.backflow.worker.lease;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How a worker's end is decided: the first reason given is the one that counts. Safe for use by several threads. */
final class Ending {
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

    WorkerEnd await() throws InterruptedException {
        decided.await();
        WorkerEnd end = reason.get();
        if (end == null) {
            throw new IllegalStateException("the latch opens after the reason is set");
        }
        return end;
    }
}
