package dev.backflow.launcher.plan;

import dev.backflow.run.job.Tier;
import dev.backflow.run.job.Workers;

/**
 * How many workers serve a run, and how many partitions each serves at once.
 *
 * @param workers 1 or more
 * @param slots of one worker, 1 or more
 */
public record WorkerCount(int workers, int slots) {
    public WorkerCount {
        if (workers < 1 || slots < 1) {
            throw new IllegalArgumentException(
                    "there is at least 1 worker with 1 slot, was %d with %d".formatted(workers, slots));
        }
    }

    /**
     * What the job file says, and else one slot per processor inline, one worker process per processor, or
     * up to 20 workers on Fargate.
     *
     * @param processors of the machine, 1 or more
     */
    public static WorkerCount of(Tier tier, Workers settings, int processors) {
        Integer slots = settings.slots();
        if (tier == Tier.INLINE) {
            return new WorkerCount(1, slots == null ? processors : slots);
        }
        Integer max = settings.max();
        int most = tier == Tier.FARGATE ? Workers.MAX_WORKERS : Math.min(processors, Workers.MAX_WORKERS);
        return new WorkerCount(max == null ? most : max, settings.slotsPerProcess());
    }

    public int allSlots() {
        return workers * slots;
    }
}
