package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services that a sandbox is made of. Safe for use by several threads. */
public record AwsClients(
        String region,
        CloudFormationClient cloudFormation,
        EcrClient ecr,
        EcsClient ecs,
        CloudWatchLogsClient logs,
        S3Client s3,
        SchedulerClient scheduler,
        ResourceGroupsTaggingApiClient tagging,
        SecretsManagerClient secrets,
        StsClient sts)
        implements AutoCloseable {
    private static final Duration ATTEMPT = Duration.ofSeconds(20);

    /** With one more attempt where the first has failed at once. A launcher that is told to stop has 90 seconds in all. */
    private static final Duration CALL = Duration.ofSeconds(25);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /**
     * Clients with the SDK's own credentials, in its standard retry mode. Endpoints are overridden by nothing but the
     * SDK's environment variables. Nothing is called yet.
     *
     * @param region null for the SDK's own choice
     * @throws SandboxException if no region is given anywhere
     */
    public static AwsClients open(@Nullable String region) {
        String chosen = region == null ? defaultRegion() : region;
        return new AwsClients(
                chosen,
                built(CloudFormationClient.builder(), chosen),
                built(EcrClient.builder(), chosen),
                built(EcsClient.builder(), chosen),
                built(CloudWatchLogsClient.builder(), chosen),
                built(S3Client.builder().forcePathStyle(isOverridden() ? Boolean.TRUE : null), chosen),
                built(SchedulerClient.builder(), chosen),
                built(ResourceGroupsTaggingApiClient.builder(), chosen),
                built(SecretsManagerClient.builder(), chosen),
                built(StsClient.builder(), chosen));
    }

    private static String defaultRegion() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            throw new SandboxException(
                    SandboxException.Kind.WRONG,
                    "No AWS region is set. Name one by aws.region in the job file, or by the variable AWS_REGION.",
                    e);
        }
    }

    /** A store at an address has no name for each bucket. */
    private static boolean isOverridden() {
        return System.getenv("AWS_ENDPOINT_URL") != null || System.getenv("AWS_ENDPOINT_URL_S3") != null;
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C built(
            B builder, String region) {
        SdkHttpClient.Builder<?> http =
                ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT);
        return builder.region(Region.of(region))
                .httpClientBuilder(http)
                .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL))
                .build();
    }

    @Override
    public void close() {
        List.<AutoCloseable>of(cloudFormation, ecr, ecs, logs, s3, scheduler, tagging, secrets, sts)
                .forEach(AwsClients::closed);
    }

    private static void closed(AutoCloseable client) {
        ((SdkClient) client).close();
    }
}
