package dev.backflow.run.job;

import org.jspecify.annotations.Nullable;

/**
 * How much of the machine a run may use. What is null is decided by the launcher.
 *
 * @param max worker processes at the same time, 1 to 20, or null
 * @param slots documents served at the same time in one process, 1 to 64, or null
 * @param memory the largest heap of one worker process, or null for the JVM's own choice
 */
public record Workers(
        @Description("Worker processes at the same time. Decided from the processors when absent.")
        @Range(min = 1, max = Workers.MAX_WORKERS)
        @Nullable
        Integer max,

        @Description("Documents served at the same time in one worker process: 2 when absent. In the inline tier it is"
                + " decided from the processors when absent.")
        @Range(min = 1, max = Workers.MAX_SLOTS)
        @Nullable
        Integer slots,

        @Description("The largest heap of one worker process (-Xmx), such as 512MB or 2GB.") @Nullable
        DataSize memory) {
    /** Slots of a worker process when the job file names none. */
    public static final int DEFAULT_SLOTS = 2;

    static final int MAX_WORKERS = 20;
    static final int MAX_SLOTS = 64;

    public Workers {
        if (max != null && (max < 1 || max > MAX_WORKERS)) {
            throw new IllegalArgumentException("workers.max must be 1 to 20, was " + max);
        }
        if (slots != null && (slots < 1 || slots > MAX_SLOTS)) {
            throw new IllegalArgumentException("workers.slots must be 1 to 64, was " + slots);
        }
    }

    /** The slots of one worker process. */
    public int slotsPerProcess() {
        return slots == null ? DEFAULT_SLOTS : slots;
    }
}
