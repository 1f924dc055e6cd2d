package dev.backflow.launcher.doctor;

import dev.backflow.launcher.sandbox.aws.AwsCheck;
import dev.backflow.run.job.JobFile;
import java.util.List;

/** Looks at what a job needs in AWS. */
@FunctionalInterface
public interface Cloud {
    /** @param job with {@code tier: fargate} */
    List<AwsCheck> checks(JobFile job);
}
