package dev.backflow.launcher.sandbox.aws;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a run on Fargate needs, looked at.
 *
 * @param subject what was looked at
 * @param fault what the operator can do about it; null if it is as it should be
 * @param words what was found, or else what is wrong and what to do
 */
public record AwsCheck(String subject, SandboxException.@Nullable Kind fault, String words) {
    /** The subject of the check for the login of the job repository. */
    public static final String JOB_REPOSITORY = "job repository";

    static AwsCheck fine(String subject, String words) {
        return new AwsCheck(subject, null, words);
    }

    static AwsCheck wrong(String subject, String words) {
        return new AwsCheck(subject, SandboxException.Kind.WRONG, words);
    }
}
