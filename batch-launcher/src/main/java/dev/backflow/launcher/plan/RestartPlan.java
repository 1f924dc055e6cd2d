package dev.backflow.launcher.plan;

import java.util.List;

/**
 * What a restart of a job would do now.
 *
 * @param run the number of the job's last run
 * @param state as in the list of runs: {@code unfinished}, {@code stopped}, {@code completed}, ...
 * @param unfinished whether there is anything to go on with
 * @param phase the last phase that the run entered
 * @param tier where documents would be served
 * @param planned whether the run's documents are pinned; if not, they are listed again
 * @param limit how many documents the run may service
 * @param used how many it has serviced
 * @param stretches all partitions, in order
 * @param notes what else is worth knowing, a sentence each
 * @param obstacles why the restart would refuse to do anything now, a sentence each
 */
public record RestartPlan(
        String job,
        int run,
        String state,
        boolean unfinished,
        String phase,
        String tier,
        boolean planned,
        long limit,
        long used,
        List<PartitionStretch> stretches,
        List<String> notes,
        List<String> obstacles) {
    public RestartPlan {
        stretches = List.copyOf(stretches);
        notes = List.copyOf(notes);
        obstacles = List.copyOf(obstacles);
    }

    /** Documents that are settled, and are not served again. */
    public long done() {
        return stretches.stream().mapToLong(PartitionStretch::done).sum();
    }

    /** Documents that are served again, because nobody can tell how far they were. */
    public long again() {
        return stretches.stream().mapToLong(PartitionStretch::again).sum();
    }

    /** Documents that nobody has begun. */
    public long open() {
        return stretches.stream().mapToLong(PartitionStretch::open).sum();
    }

    /** Settled documents whose results get their final names first. */
    public long unpublished() {
        return stretches.stream().mapToLong(PartitionStretch::unpublished).sum();
    }

    /** How many more documents the run would service at most. */
    public long serves() {
        return unfinished ? Math.min(limit - used, again() + open()) : 0;
    }
}
