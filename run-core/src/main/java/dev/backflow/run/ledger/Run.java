package dev.backflow.run.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code BACKFLOW_RUN}, as it was read.
 *
 * @param id key of the row, unique over all jobs of the database
 * @param number counts from 1 within the job
 * @param unfinished whether the next start of the job resumes this run
 * @param epoch the fence of launchers: a launcher that reads another epoch than its own has been superseded
 * @param launcher the host and data folder of the launcher that runs or ran it
 * @param beat grows while a launcher is alive; compare two readings, never with a clock
 * @param stopping whether the run was asked to stop in good order
 * @param outcome how the last execution ended; null while one is going on, or was killed
 * @param jobExecutionId the Spring Batch execution that is going on; null before the first
 * @param documents size of the manifest; null before the manifest is written
 * @param alreadyServiced documents of the source that earlier runs have serviced unchanged; null before the manifest
 * @param folder where the run keeps its files: an absolute path, or {@code s3://BUCKET/PREFIX/}
 */
public record Run(
        long id,
        String job,
        int number,
        boolean unfinished,
        int epoch,
        String launcher,
        long beat,
        Phase phase,
        boolean stopping,
        @Nullable RunOutcome outcome,
        String tier,
        String jobFileHash,
        String hookHash,
        @Nullable Long jobExecutionId,
        @Nullable Long documents,
        @Nullable Long alreadyServiced,
        Instant startedAt,
        @Nullable Instant endedAt,
        String folder) {}
