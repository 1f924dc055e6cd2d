package dev.backflow.worker.step;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets the slots of one process serve side by side, or one of them alone while the others idle, so that the death of the
 * process accuses one document.
 */
public final class Solitude {
    /** The right to nothing, which is given back by doing nothing. */
    static final Pass NO_PASS = () -> {};

    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Waits for its turn; leave by what it returns, on the same thread, when the documents are settled. */
    Pass enter(boolean alone) throws InterruptedException {
        Lock side = alone ? lock.writeLock() : lock.readLock();
        side.lockInterruptibly();
        return side::unlock;
    }

    /** The right to serve documents until it is given back. */
    @FunctionalInterface
    public interface Pass {
        void leave();
    }
}
