package dev.backflow.run.aws;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which attempt a published result is of; it travels with the object as its metadata. Within a job, a later run
 * replaces an earlier one, and within a run the later owner of a partition; each document is in one partition of a run.
 */
record Edition(String job, int run, long fence) {
    private static final String JOB = "backflow-job";
    private static final String RUN = "backflow-run";
    private static final String FENCE = "backflow-fence";

    Map<String, String> metadata() {
        return Map.of(JOB, job, RUN, Integer.toString(run), FENCE, Long.toString(fence));
    }

    /**
     * Whether this one is to take the place of an object with that metadata: an older edition, another job's, or
     * somebody's own object.
     */
    boolean replaces(Map<String, String> found) {
        long foundRun = number(found.get(RUN));
        return !job.equals(found.get(JOB)) || foundRun < run || (foundRun == run && number(found.get(FENCE)) < fence);
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
