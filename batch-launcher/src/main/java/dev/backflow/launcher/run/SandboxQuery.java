package dev.backflow.launcher.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which sandboxes a command is about.
 *
 * @param base the stack that they stand on
 * @param region null for the AWS SDK's own choice
 * @param data the folder in which runs are kept; asked for the job repository of a run first
 * @param job null for all jobs
 * @param run null for all runs
 */
public record SandboxQuery(
        String base,
        @Nullable String region,
        Path data,
        @Nullable String job,
        @Nullable Integer run) {
    boolean matches(String foundJob, int foundRun) {
        return (job == null || job.equals(foundJob)) && (run == null || run == foundRun);
    }
}
