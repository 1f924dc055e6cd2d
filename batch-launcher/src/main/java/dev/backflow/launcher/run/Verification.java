package dev.backflow.launcher.run;

import java.util.List;

/**
 * What came out when a run's meter, its chunk rows and its outcome segments were added up again.
 *
 * @param job the job's name
 * @param run the run's number
 * @param used what the meter says
 * @param chunkRows serviced documents according to the chunk rows
 * @param segments serviced documents according to the outcome segments
 * @param differences what does not agree, one line each; empty when the books are exact
 */
public record Verification(String job, int run, long used, long chunkRows, long segments, List<String> differences) {
    public Verification {
        differences = List.copyOf(differences);
    }

    /** Whether everything agrees. */
    public boolean exact() {
        return differences.isEmpty();
    }
}
