package dev.backflow.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the time limits of all slots. Slots only write down their deadline; one daemon thread looks at all of them
 * every {@value #POLL_MILLIS} ms, which is how late an interrupt may come.
 */
final class Watchdog implements AutoCloseable {
    private static final int POLL_MILLIS = 50;
    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());

    private final StepClock clock;
    private final StuckStep stuckStep;
    private final long graceNanos;
    private final Set<Slot> slots = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Slot> mine = ThreadLocal.withInitial(this::enter);
    private final Thread thread = new Thread(null, this::watch, "backflow-step-watchdog", 0, false);
    private volatile boolean closed;

    Watchdog(StepClock clock, StuckStep stuckStep, Duration grace) {
        this.clock = clock;
        this.stuckStep = stuckStep;
        this.graceNanos = grace.toNanos();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The slot of the calling thread. */
    Slot slot() {
        return mine.get();
    }

    /** Looks at every slot once. */
    void check() {
        long now = clock.nanoTime();
        for (Slot slot : slots) {
            Slot.StuckCall stuck = slot.check(now, graceNanos);
            if (stuck != null) {
                tell(stuck);
            }
        }
        slots.removeIf(Slot::isGone);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void checkAgainIfNeedBe() {
        try {
            check();
        } catch (OutOfMemoryError e) {
            // A document's doing, and that document may be the one to be stopped: the next look comes soon.
            Thread.onSpinWait();
        }
    }

    private Slot enter() {
        Slot slot = new Slot();
        slots.add(slot);
        return slot;
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, Duration.ofMillis(POLL_MILLIS).toNanos());
            // A hook may interrupt any thread it finds; with the flag set, parking would no longer pause.
            Thread.interrupted();
            checkAgainIfNeedBe();
        }
    }

    private void tell(Slot.StuckCall call) {
        try {
            stuckStep.stuck(call.thread(), call.step(), call.documentName());
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            // The other slots still need watching.
            LOG.log(System.Logger.Level.ERROR, "The listener for stuck steps failed.", e);
        }
    }
}
