package dev.backflow.run.ledger;

/**
 * How busy a worker's process is.
 *
 * @param cpu share of the machine's processors, 0 to 1; negative when the machine does not tell
 * @param memoryBytes heap in use
 */
public record WorkerLoad(double cpu, long memoryBytes) {}
