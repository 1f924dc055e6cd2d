package dev.backflow.launcher.run;

import dev.backflow.launcher.plan.RestartPlan;
import dev.backflow.launcher.plan.RunPlan;
import dev.backflow.run.job.JobFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Plans and runs jobs. An implementation may start Spring; the command line calls it only for a request that makes sense. */
public interface RunControl {
    /**
     * Runs the job as asked, until it has ended or was stopped.
     *
     * @throws LaunchException when an expected fault kept the run from starting or from being recorded
     */
    RunEnd run(RunRequest request, RunObserver observer);

    /**
     * Finds out what {@link #run} would do, and creates nothing.
     *
     * @throws LaunchException when the run could not start
     */
    RunPlan plan(RunRequest request, RunObserver observer);

    /**
     * Finds out what a restart would do with the job's last run, and changes nothing.
     *
     * @throws LaunchException when the job has no run, or its repository cannot be read
     */
    RestartPlan explain(RunRequest request);

    /**
     * Finds what the command line said that began a job's last run, so that a restart need not be told it again.
     *
     * @param file the job file alone; null if it is not right without what the command line said
     * @param data the folder in which runs are kept; may not exist
     * @throws LaunchException when it cannot be read
     */
    RunOverrides begunWith(String job, @Nullable JobFile file, Path data);
}
