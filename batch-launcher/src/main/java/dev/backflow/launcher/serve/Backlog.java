package dev.backflow.launcher.serve;

/**
 * What a run still has to serve.
 *
 * @param free partitions that wait for a worker
 * @param leased partitions that are being served
 * @param units of the meter that no partition holds
 * @param documents that are still to be served, at most
 * @param done documents that are settled
 */
record Backlog(int free, int leased, long units, long documents, long done) {
    /** How many workers can have something to do. */
    int open() {
        return free + leased;
    }

    /** Whether another worker would find something to do. */
    boolean waits() {
        return free > 0 && units > 0;
    }
}
