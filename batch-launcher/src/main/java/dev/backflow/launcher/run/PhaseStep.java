package dev.backflow.launcher.run;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;

/** A phase as a Spring Batch step, outside any transaction; a restart performs it again even if it was completed. */
final class PhaseStep extends AbstractStep {
    private final RunPhase phase;

    PhaseStep(JobRepository jobRepository, RunPhase phase) {
        super(jobRepository);
        this.phase = phase;
        setName(phase.name());
        setAllowStartIfComplete(true);
    }

    @Override
    protected void doExecute(StepExecution execution) throws Exception {
        phase.perform();
    }
}
