package dev.backflow.run.ledger;

import java.time.Instant;

/**
 * What is known of a run before it begins.
 *
 * @param launcher the host and data folder of the launcher that begins it
 * @param limit how many documents it may service, 0 or more
 * @param jobFileHash SHA-256 in hex of what may not change in the job file while the run is unfinished
 * @param hookHash SHA-256 in hex of the hook jar
 */
public record NewRun(
        String job, String launcher, String tier, long limit, String jobFileHash, String hookHash, Instant startedAt) {
    public NewRun {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be 0 or more, was " + limit);
        }
    }
}
