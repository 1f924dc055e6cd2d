package dev.backflow.launcher.sandbox.aws;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceGroupsTaggingApiException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;

/** What goes wrong with calls. Nothing does, unless it is said. */
final class CloudFaults {
    private final Random random;

    /** From 0 to 1, for each call. */
    double throttled;

    /** The call never arrives. */
    double lost;

    /** The call has its effect, and the answer never arrives. */
    double answerLost;

    /** What a call of some number meets: counted from 1, over all calls; 0 for none. */
    int killedBefore;

    int killedAfter;

    /** For how many more calls the credentials are too old. */
    int expired;

    final Set<String> denied = new HashSet<>();

    /** What every call meets; null for nothing. */
    @Nullable
    AwsServiceException refused;

    CloudFaults(Random random) {
        this.random = random;
    }

    static CloudFaults none() {
        return new CloudFaults(new Random(0));
    }

    void heal() {
        throttled = 0;
        lost = 0;
        answerLost = 0;
        expired = 0;
        killedBefore = 0;
        killedAfter = 0;
        denied.clear();
        refused = null;
    }

    void before(String action, int call) {
        if (call == killedBefore) {
            throw new Killed("before " + action);
        }
        if (refused != null) {
            throw refused;
        }
        if (denied.contains(action)) {
            throw service(action, "AccessDenied", "User: arn:aws:iam::1:user/x is not authorized", 403);
        }
        if (expired > 0) {
            expired--;
            throw service(action, "ExpiredToken", "The security token included in the request is expired", 403);
        }
        if (random.nextDouble() < throttled) {
            throw service(action, "Throttling", "Rate exceeded", 400);
        }
        if (random.nextDouble() < lost) {
            throw SdkClientException.create("Unable to execute HTTP request: Connection reset");
        }
    }

    void after(String action, int call) {
        if (call == killedAfter) {
            throw new Killed("after " + action);
        }
        if (random.nextDouble() < answerLost) {
            throw SdkClientException.create("Unable to execute HTTP request: Read timed out");
        }
    }

    static AwsServiceException service(String action, String code, String message, int status) {
        var details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        AwsServiceException.Builder builder = switch (action.substring(0, action.indexOf(':'))) {
            case "cloudformation" -> CloudFormationException.builder();
            case "ecs" -> EcsException.builder();
            case "s3" -> S3Exception.builder();
            case "scheduler" -> SchedulerException.builder();
            default -> ResourceGroupsTaggingApiException.builder();
        };
        return builder.message(message)
                .awsErrorDetails(details)
                .statusCode(status)
                .build();
    }
}
