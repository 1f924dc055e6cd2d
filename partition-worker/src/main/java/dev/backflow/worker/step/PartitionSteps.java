package dev.backflow.worker.step;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.Run;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;

/** Runs one partition step per lease, each as a step execution of the launcher's job execution. */
public final class PartitionSteps {
    private final ServingParts parts;
    private final ThreadLocal<ChunkPace> pace = ThreadLocal.withInitial(ChunkPace::new);
    private volatile @Nullable JobInstance instance;
    private volatile BooleanSupplier stopping = () -> false;

    public PartitionSteps(ServingParts parts) {
        this.parts = parts;
    }

    /**
     * Looks up the job once per worker.
     *
     * @param stopping when true, chunks end early and no further ones begin
     */
    public void begin(Run run, BooleanSupplier stopping) {
        this.stopping = stopping;
        this.instance = parts.jobRepository().getJobInstance(run.job(), RunParameters.of(run.number()));
    }

    /** Serves under a lease until it ends, one way or another; faults are recorded in what it returns. */
    public ServedLease serve(Lease lease) {
        Long jobExecutionId = Objects.requireNonNull(lease.run().jobExecutionId(), "a run in SERVE is being executed");
        var jobExecution = new JobExecution(jobExecutionId, Objects.requireNonNull(instance), new JobParameters());
        // Older than any in the database, so that the first update reads the job's status from there.
        jobExecution.setVersion(-1);
        var step = new PartitionStep(parts, lease, pace.get(), stopping);
        StepExecution execution = parts.jobRepository().createStepExecution(step.getName(), jobExecution);
        Failpoint.STEP_CREATED.hit();
        ServedLease served = step.run(execution);
        Failpoint.STEP_ENDED.hit();
        return served;
    }
}
