package dev.backflow.worker.step;

import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/** What identifies a run to Spring Batch: its number, and nothing else. */
public final class RunParameters {
    private RunParameters() {}

    public static JobParameters of(int runNumber) {
        return new JobParametersBuilder().addLong("run", (long) runNumber, true).toJobParameters();
    }
}
