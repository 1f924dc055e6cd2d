package dev.backflow.launcher.run;

import dev.backflow.run.ledger.SupersededException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * The job of one run: {@code plan}, {@code deploy} and {@code serve} as far as they succeed, then {@code teardown} and
 * {@code report} always. Not a flow: after a failed step, a flow that goes on marks that step ABANDONED, and a restart
 * would skip it. The one thing after which nothing more is done is another launcher's take-over.
 */
final class RunJob extends AbstractJob {
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final List<String> untilFirstFault;
    private final List<String> always;
    private @Nullable Throwable fault;

    RunJob(String job, JobRepository jobRepository, List<RunPhase> untilFirstFault, List<RunPhase> always) {
        super(job);
        setJobRepository(jobRepository);
        this.untilFirstFault = untilFirstFault.stream().map(RunPhase::name).toList();
        this.always = always.stream().map(RunPhase::name).toList();
        untilFirstFault.forEach(phase -> steps.put(phase.name(), new PhaseStep(jobRepository, phase)));
        always.forEach(phase -> steps.put(phase.name(), new PhaseStep(jobRepository, phase)));
    }

    /** The first thing that went wrong, or that another launcher has taken over, which explains all else; or null. */
    @Nullable
    Throwable fault() {
        return fault;
    }

    @Override
    public @Nullable Step getStep(String stepName) {
        return steps.get(stepName);
    }

    @Override
    public Collection<String> getStepNames() {
        return steps.keySet();
    }

    @Override
    protected void doExecute(JobExecution execution) throws JobExecutionException {
        for (String step : untilFirstFault) {
            if (fault == null) {
                perform(step, execution);
            }
        }
        for (String step : always) {
            if (!(fault instanceof SupersededException)) {
                perform(step, execution);
            }
        }
        execution.setStatus(fault == null ? BatchStatus.COMPLETED : BatchStatus.FAILED);
        execution.setExitStatus(fault == null ? ExitStatus.COMPLETED : ExitStatus.FAILED);
    }

    private static boolean isOfLeftovers(Throwable failure) {
        return failure instanceof LaunchException left && left.exitCode() == ExitCode.TEARDOWN_UNCONFIRMED;
    }

    private void perform(String name, JobExecution execution) throws JobExecutionException {
        StepExecution step = handleStep(steps.get(name), execution);
        if (step.getStatus() == BatchStatus.COMPLETED) {
            return;
        }
        List<Throwable> failures = step.getFailureExceptions();
        Throwable failure =
                failures.isEmpty() ? new IllegalStateException("step " + name + " failed") : failures.get(0);
        if (fault == null || failure instanceof SupersededException) {
            fault = failure;
        } else if (isOfLeftovers(failure)) {
            // What may go on costing money is more urgent than why; both are told.
            fault = Faults.leftAfter(fault, (LaunchException) failure);
        }
    }
}
