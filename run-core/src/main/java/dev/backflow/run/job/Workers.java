package dev.backflow.run.job;

import org.jspecify.annotations.Nullable;

/**
 * How much a run may use. What is null is decided by the launcher.
 *
 * @param min workers to start with and to keep, 1 to 20, or null; the parser has checked that it is not above max
 * @param max workers at the same time, 1 to 20, or null
 * @param cpu of one Fargate task
 * @param memory the largest heap of one worker process, or the memory of one Fargate task; null for the JVM's own
 *     choice, or the least that Fargate has for the processors
 * @param scaleUpAt percent of CPU or memory, 1 to 100, above which a worker is added while work waits
 * @param slots documents served at the same time in one worker, 1 to 64, or null
 */
public record Workers(
        @Description("Workers to start with and to keep while there is work. One on Fargate when absent; as many as"
                + " max in processes.")
        @Range(min = 1, max = Workers.MAX_WORKERS)
        @Nullable
        Integer min,

        @Description("Workers at the same time. When absent, decided from the processors in processes; 20 on Fargate.")
        @Range(min = 1, max = Workers.MAX_WORKERS)
        @Nullable
        Integer max,

        @Description("CPU units of one worker on Fargate; 1024 are one processor.") @Default("1024")
        Cpu cpu,

        @Description("The largest heap of one worker process (-Xmx), such as 512MB or 2GB; on Fargate the memory of one"
                + " worker, the least for its cpu when absent.")
        @Nullable
        DataSize memory,

        @Description("Percent of CPU or memory in use above which a worker is added while work waits.")
        @Default("90")
        @Range(min = 1, max = 100)
        int scaleUpAt,

        @Description("Documents served at the same time in one worker: 2 when absent. In the inline tier it is"
                + " decided from the processors when absent.")
        @Range(min = 1, max = Workers.MAX_SLOTS)
        @Nullable
        Integer slots) {
    /** Slots of a worker when the job file names none. */
    public static final int DEFAULT_SLOTS = 2;

    /** Workers at the same time, at most. */
    public static final int MAX_WORKERS = 20;

    static final int MAX_SLOTS = 64;

    public Workers {
        checkCount("workers.min", min);
        checkCount("workers.max", max);
        if (scaleUpAt < 1 || scaleUpAt > 100) {
            throw new IllegalArgumentException("workers.scale-up-at must be 1 to 100, was " + scaleUpAt);
        }
        if (slots != null && (slots < 1 || slots > MAX_SLOTS)) {
            throw new IllegalArgumentException("workers.slots must be 1 to 64, was " + slots);
        }
    }

    private static void checkCount(String key, @Nullable Integer count) {
        if (count != null && (count < 1 || count > MAX_WORKERS)) {
            throw new IllegalArgumentException(key + " must be 1 to 20, was " + count);
        }
    }

    /** What holds for a job file that says nothing of workers. */
    public static Workers defaults() {
        return new Workers(null, null, new Cpu(1024), null, 90, null);
    }

    /** The slots of one worker. */
    public int slotsPerProcess() {
        return slots == null ? DEFAULT_SLOTS : slots;
    }

    /**
     * The size of one worker on Fargate.
     *
     * @throws IllegalArgumentException if Fargate has no such size; the parser has checked it for {@code tier: fargate}
     */
    public TaskSize taskSize() {
        return memory == null ? TaskSize.smallest(cpu) : new TaskSize(cpu, memory);
    }
}
