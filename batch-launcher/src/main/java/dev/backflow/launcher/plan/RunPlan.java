package dev.backflow.launcher.plan;

import java.util.List;

/**
 * What a run would do if it were started now.
 *
 * @param job the job's name
 * @param run the number that the run would have, or has when it is resumed; from 1
 * @param resumes whether an unfinished run would be resumed rather than a new one started
 * @param tier where documents would be served: {@code inline} or {@code processes}
 * @param hook the name of the hook's class
 * @param steps the names of the hook's steps, in their order
 * @param source where the documents are
 * @param results where the results would go
 * @param documents how many documents are new or changed, and so to be served
 * @param bytes their size together
 * @param servicedEarlier documents of the source that earlier runs have serviced unchanged
 * @param limit how many documents the run may service
 * @param minWorkers how many workers it would start with
 * @param maxWorkers how many workers it could have at most
 * @param warnings what a reader should know before starting, one line each
 */
public record RunPlan(
        String job,
        int run,
        boolean resumes,
        String tier,
        String hook,
        List<String> steps,
        String source,
        String results,
        long documents,
        long bytes,
        long servicedEarlier,
        long limit,
        int minWorkers,
        int maxWorkers,
        List<String> warnings) {
    public RunPlan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** How many documents would be served at most: all of them, or as many as the limit allows. */
    public long serves() {
        return Math.min(documents, limit);
    }
}
