package dev.backflow.run.ledger;

/**
 * How busy a worker's process is.
 *
 * @param cpu share of the processors that the worker can use, 0 to 1; negative when the machine does not tell
 * @param memory share of the largest heap that was still in use after the last collection, 0 to 1; negative when the
 *     machine does not tell
 */
public record WorkerLoad(double cpu, double memory) {
    /** A worker that has not told yet, or cannot. */
    public static final WorkerLoad UNKNOWN = new WorkerLoad(-1, -1);
}
