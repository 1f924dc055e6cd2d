package dev.backflow.engine;

import org.jspecify.annotations.Nullable;

/**
 * What one thread is busy with and until when, as the watchdog sees it. Begin, end and check exclude each other, so that
 * an interrupt reaches the call it is meant for and never the next one.
 */
final class Slot {
    enum State {
        IDLE,
        RUNNING,
        INTERRUPTED,
        STUCK
    }

    private final Thread thread = Thread.currentThread();

    private State state = State.IDLE;
    private String step = "";
    private String documentName = "";
    private long deadline;
    private StackTraceElement @Nullable [] trace;

    synchronized void begin(String nextStep, String nextDocument, long nanoDeadline) {
        step = nextStep;
        documentName = nextDocument;
        deadline = nanoDeadline;
        trace = null;
        state = State.RUNNING;
    }

    /** Says how the call ended, and takes back the watchdog's interrupt if the call has not used it up. */
    synchronized State end() {
        State ended = state;
        state = State.IDLE;
        if (ended != State.RUNNING) {
            Thread.interrupted();
        }
        return ended;
    }

    /** Interrupts a call that is over its limit; returns it, once, when it is stuck. */
    synchronized @Nullable StuckCall check(long nanoNow, long nanoGrace) {
        boolean due = nanoNow - deadline >= 0;
        if (due && state == State.RUNNING) {
            state = State.INTERRUPTED;
            deadline = nanoNow + nanoGrace;
            trace = thread.getStackTrace();
            thread.interrupt();
            return null;
        }
        if (due && state == State.INTERRUPTED) {
            state = State.STUCK;
            return new StuckCall(thread, step, documentName);
        }
        return null;
    }

    /** Where the last call was when its time was up. */
    synchronized StackTraceElement[] traceAtLimit() {
        return trace == null ? new StackTraceElement[0] : trace;
    }

    boolean isGone() {
        return !thread.isAlive();
    }

    /** A call that has not come back. */
    record StuckCall(Thread thread, String step, String documentName) {}
}
