package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.JobFileParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class AwsChecksTest {
    /** What may be asked beforehand: nothing of it makes or changes anything that lasts. */
    private static final List<String> HARMLESS = List.of(
            "sts:getCallerIdentity",
            "cloudformation:describeStacks",
            "s3:getObjectAsBytes",
            "s3:listObjectsV2",
            "s3:headObject",
            "s3:createMultipartUpload",
            "s3:abortMultipartUpload",
            "ecs:listClusters",
            "scheduler:listSchedules",
            "tagging:getResources",
            "secrets:getSecretValue",
            "secrets:describeSecret");

    private final List<String> asked = new ArrayList<>();
    private final ScriptedClient cloudFormation = new ScriptedClient("cloudformation", asked);
    private final ScriptedClient ecs = new ScriptedClient("ecs", asked);
    private final ScriptedClient s3 = new ScriptedClient("s3", asked);
    private final ScriptedClient scheduler = new ScriptedClient("scheduler", asked);
    private final ScriptedClient tagging = new ScriptedClient("tagging", asked);
    private final ScriptedClient secrets = new ScriptedClient("secrets", asked);
    private final ScriptedClient sts = new ScriptedClient("sts", asked);
    private final Path folder;

    AwsChecksTest(@TempDir Path folder) {
        this.folder = folder;
        sts.on(
                "getCallerIdentity",
                request -> GetCallerIdentityResponse.builder()
                        .arn("arn:aws:iam::1:user/me")
                        .build());
        cloudFormation.on("describeStacks", request -> base(Samples.OUTPUTS, StackStatus.UPDATE_COMPLETE));
        s3.on("getObjectAsBytes", request -> image("{\"image\": \"1.ecr/worker@sha256:" + "a".repeat(64) + "\"}"));
        s3.on(
                "listObjectsV2",
                request -> ListObjectsV2Response.builder()
                        .contents(S3Object.builder().key("in/a.pdf").build())
                        .build());
        s3.on("headObject", request -> HeadObjectResponse.builder().build());
        s3.on(
                "createMultipartUpload",
                request ->
                        CreateMultipartUploadResponse.builder().uploadId("u1").build());
        s3.on(
                "abortMultipartUpload",
                request -> AbortMultipartUploadResponse.builder().build());
        ecs.on("listClusters", request -> ListClustersResponse.builder().build());
        scheduler.on("listSchedules", request -> ListSchedulesResponse.builder().build());
        tagging.on("getResources", request -> GetResourcesResponse.builder().build());
        secrets.on(
                "getSecretValue",
                request -> GetSecretValueResponse.builder()
                        .arn("arn:owner")
                        .secretString("{\"password\": \"hunter2\"}")
                        .build());
        secrets.on(
                "describeSecret",
                request -> DescribeSecretResponse.builder().arn("arn:worker").build());
    }

    @Test
    void findsNothingWrongWhereEverythingIsThere() throws IOException {
        List<AwsCheck> checks = checks("");

        assertThat(checks).allMatch(check -> check.fault() == null);
        assertThat(checks)
                .extracting(AwsCheck::subject)
                .containsExactly(
                        "credentials",
                        "base",
                        "image",
                        "source",
                        "results",
                        "base bucket",
                        "sandboxes",
                        "workers",
                        "dead-man's switch",
                        "leftovers",
                        "job repository");
        assertThat(checks.toString()).doesNotContain("hunter2");
        assertThat(HARMLESS).containsAll(asked);
    }

    @Test
    void reportsEverythingThatIsNotPermittedByActionAndResource() throws IOException {
        s3.on("headObject", denied());
        s3.on("createMultipartUpload", denied());
        ecs.on("listClusters", denied());
        secrets.on("getSecretValue", denied());

        assertThat(faults(checks("")))
                .containsExactly(
                        "NOT_PERMITTED source: s3:GetObject on arn:aws:s3:::documents/in/a.pdf is not permitted"
                                + " (AccessDenied: no). Give it to the launcher's role, or renew its credentials.",
                        "NOT_PERMITTED results: s3:PutObject on arn:aws:s3:::results/out/.backflow-doctor is not"
                                + " permitted (AccessDenied: no). Give it to the launcher's role, or renew its"
                                + " credentials.",
                        "NOT_PERMITTED base bucket: s3:PutObject on arn:aws:s3:::base-bucket/jobs/.backflow-doctor is not"
                                + " permitted (AccessDenied: no). Give it to the launcher's role, or renew its"
                                + " credentials.",
                        "NOT_PERMITTED workers: ecs:ListClusters on * is not permitted (AccessDenied: no). Give it to"
                                + " the launcher's role, or renew its credentials.",
                        "NOT_PERMITTED job repository: secretsmanager:GetSecretValue on OwnerSecretArn is not permitted"
                                + " (AccessDenied: no). Give it to the launcher's role, or renew its credentials.");
    }

    @Test
    void noticesThatStacksCannotBeListed() throws IOException {
        cloudFormation.on("describeStacks", request -> {
            if (((DescribeStacksRequest) request).stackName() == null) {
                return denied().apply(request);
            }
            return base(Samples.OUTPUTS, StackStatus.UPDATE_COMPLETE);
        });

        assertThat(faults(checks("")))
                .containsExactly(
                        "NOT_PERMITTED sandboxes: cloudformation:ListStacks on * is not permitted (AccessDenied:"
                                + " no). Give it to the launcher's role, or renew its credentials.");
    }

    @Test
    void asksNothingMoreWithoutCredentials() throws IOException {
        sts.on("getCallerIdentity", request -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        });

        assertThat(faults(checks("")))
                .containsExactly("NOT_PERMITTED credentials: No AWS credentials were found. Set AWS_PROFILE, or sign in"
                        + " with: aws sso login");
        assertThat(asked).containsExactly("sts:getCallerIdentity");
    }

    @Test
    void tellsAnUnreachableServiceFromWhatIsMissing() throws IOException {
        cloudFormation.on("describeStacks", refused("ValidationError", "Stack with id x does not exist", 400));
        s3.on("listObjectsV2", request -> {
            throw SdkClientException.create("Unable to execute HTTP request: Connection refused");
        });

        assertThat(faults(checks("")))
                .containsExactly(
                        "WRONG base: stack backflow-base is not there (ValidationError: Stack with id x does not exist)."
                                + " Make it first, or name another one in the job file.",
                        "UNAVAILABLE source: s3:ListBucket could not be called (Unable to execute HTTP request:"
                                + " Connection refused). Check the network and the region.");
    }

    @Test
    void namesWhatTheBaseLacks() throws IOException {
        cloudFormation.on(
                "describeStacks",
                request -> base(Samples.OUTPUTS.subList(2, Samples.OUTPUTS.size()), StackStatus.CREATE_COMPLETE));
        assertThat(faults(checks("")))
                .singleElement()
                .asString()
                .startsWith("WRONG base: The stack 'backflow-base' is no base of this version: it has no output"
                        + " BaseBucket, WorkerRepositoryUri.");

        cloudFormation.on("describeStacks", request -> base(Samples.OUTPUTS, StackStatus.ROLLBACK_COMPLETE));
        assertThat(faults(checks("")))
                .containsExactly(
                        "WRONG base: The stack 'backflow-base' is in state ROLLBACK_COMPLETE. Make it anew from"
                                + " the template base.yaml, or wait until it is ready.");
    }

    @Test
    void wantsAnImageByItsDigest() throws IOException {
        s3.on("getObjectAsBytes", request -> image("{\"image\": \"worker:latest\"}"));
        assertThat(faults(checks("")))
                .containsExactly(
                        "WRONG image: The image of the workers is not known: s3://base-bucket/image/worker.json names"
                                + " no image by its digest. Push the image with scripts/push-worker-image, which"
                                + " writes it, or set aws.image in the job file.");

        s3.on("getObjectAsBytes", request -> image("{\"image\": \"1.ecr/worker@sha25"));
        assertThat(faults(checks("")))
                .singleElement()
                .asString()
                .contains("s3://base-bucket/image/worker.json is no JSON", "scripts/push-worker-image");

        s3.on("getObjectAsBytes", request -> {
            throw NoSuchKeyException.builder().statusCode(404).build();
        });
        assertThat(faults(checks("")))
                .singleElement()
                .asString()
                .contains("s3://base-bucket/image/worker.json is not there", "scripts/push-worker-image");

        assertThat(faults(checks("aws: {image: \"1.ecr/worker@sha256:" + "b".repeat(64) + "\"}")))
                .isEmpty();
    }

    @Test
    void looksAtTheWorkersSecretOfARepositoryElsewhere() throws IOException {
        checks("""
                repository:
                  url: jdbc:postgresql://db/x
                  user: me
                  worker-secret: arn:aws:secretsmanager:eu-central-1:123456789012:secret:db
                """);

        assertThat(asked).contains("secrets:describeSecret").doesNotContain("secrets:getSecretValue");
    }

    private List<AwsCheck> checks(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), """
                hook: {jar: hook.jar}
                source: s3://documents/in/
                results: s3://results/out/
                tier: fargate
                access: 203.0.113.7/32
                """ + lines);
        JobFile job = new JobFileParser(folder).parse("job", file, List.of()).file();
        return new AwsChecks(new AwsClients(
                        "eu-central-1",
                        cloudFormation.as(CloudFormationClient.class),
                        ecs.as(EcsClient.class),
                        new ScriptedClient("logs", asked).as(CloudWatchLogsClient.class),
                        s3.as(S3Client.class),
                        scheduler.as(SchedulerClient.class),
                        tagging.as(ResourceGroupsTaggingApiClient.class),
                        secrets.as(SecretsManagerClient.class),
                        sts.as(StsClient.class)))
                .of(job);
    }

    private static List<String> faults(List<AwsCheck> checks) {
        return checks.stream()
                .filter(check -> check.fault() != null)
                .map(check -> check.fault() + " " + check.subject() + ": " + check.words())
                .toList();
    }

    private static DescribeStacksResponse base(List<String> outputs, StackStatus status) {
        return DescribeStacksResponse.builder()
                .stacks(Stack.builder()
                        .stackStatus(status)
                        .outputs(outputs.stream()
                                .map(each -> Output.builder()
                                        .outputKey(each)
                                        .outputValue(each.equals("BaseBucket") ? "base-bucket" : each)
                                        .build())
                                .toList())
                        .build())
                .build();
    }

    private static ResponseBytes<GetObjectResponse> image(String json) {
        return ResponseBytes.fromByteArray(GetObjectResponse.builder().build(), json.getBytes(StandardCharsets.UTF_8));
    }

    private static Function<SdkRequest, Object> denied() {
        return refused("AccessDenied", "no", 403);
    }

    private static Function<SdkRequest, Object> refused(String code, String message, int status) {
        return request -> {
            throw exception(code, message, status);
        };
    }

    private static AwsServiceException exception(String code, String message, int status) {
        return S3Exception.builder()
                .message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
