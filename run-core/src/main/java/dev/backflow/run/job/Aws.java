package dev.backflow.run.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where in AWS a run takes place.
 *
 * @param base the name of the CloudFormation stack that outlives runs
 * @param region null for the one that the AWS SDK finds
 * @param image with its digest; null for the one that the base names
 * @param timeToLive after which a sandbox is removed whatever happens
 */
public record Aws(
        @Description("The stack that outlives runs, made once from infra-templates.")
        @Default(value = Aws.DEFAULT_BASE, addedLater = true)
        @Matching(
                pattern = "^[A-Za-z][A-Za-z0-9-]{0,127}$",
                remedy = "Write the name of a CloudFormation stack: letters, digits and hyphens, a letter first.")
        String base,

        @Description("The region, such as eu-central-1. Found as the AWS command line finds it when absent.")
        @Matching(pattern = "^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$", remedy = "Write a region, such as eu-central-1.")
        @Nullable
        String region,

        @Description("The worker's image, as REPOSITORY@sha256:DIGEST. When absent, the one that the base names.")
        @Matching(
                pattern = Aws.IMAGE_PATTERN,
                remedy = "Write REPOSITORY@sha256:DIGEST with all 64 digits: a tag may name another image tomorrow.")
        @Nullable
        String image,

        @Description("When a sandbox is removed whatever happens, counted from its creation.")
        @Default(value = "2d", addedLater = true)
        @Within(min = "1h", max = "14d")
        Duration timeToLive) {
    public static final String DEFAULT_BASE = "backflow-base";

    static final String IMAGE_PATTERN = "^[a-z0-9][a-z0-9._-]*(:[0-9]+)?(/[a-z0-9][a-z0-9._-]*)*@sha256:[0-9a-f]{64}$";

    public Aws {
        if (image != null && !image.matches(IMAGE_PATTERN)) {
            throw new IllegalArgumentException("an image is named with its digest, was " + image);
        }
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("time to live must be positive, was " + timeToLive);
        }
    }

    /** What holds for a job file that says nothing of AWS. */
    public static Aws defaults() {
        return new Aws(DEFAULT_BASE, null, null, Duration.ofDays(2));
    }
}
