package dev.backflow.run.ledger;

/**
 * Wakes those who wait for something to change. When the last of those awake would wait too, nobody is left who could
 * ring, and the wait fails: so a stuck protocol is told at once and without a clock.
 */
final class Bell {
    private int awake;
    private int asleep;
    private long rings;
    private boolean stuck;

    Bell(int listeners) {
        this.awake = listeners;
    }

    synchronized void ring() {
        rings++;
        awake += asleep;
        asleep = 0;
        notifyAll();
    }

    synchronized long rings() {
        return rings;
    }

    /** Returns as soon as the bell has rung more often than {@code seen}. */
    synchronized void awaitAfter(long seen) throws InterruptedException {
        if (rings != seen) {
            return;
        }
        awake--;
        asleep++;
        if (awake == 0) {
            stuck = true;
            notifyAll();
        }
        while (rings == seen && !stuck) {
            wait();
        }
        if (stuck) {
            throw new AssertionError("everybody waits and nobody is left to go on");
        }
    }

    /** One who will neither ring nor wait any more. */
    synchronized void leave() {
        ring();
        awake--;
    }
}
