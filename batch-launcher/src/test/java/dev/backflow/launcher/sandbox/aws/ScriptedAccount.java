package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.JobFileParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
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
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** An account of AWS in which a job finds all that it needs, until a test takes something away. */
final class ScriptedAccount {
    static final String DIGEST = "sha256:" + "a".repeat(64);
    static final String IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/backflow/worker@" + DIGEST;

    final List<String> asked = new ArrayList<>();
    final ScriptedClient cloudFormation = new ScriptedClient("cloudformation", asked);
    final ScriptedClient ecr = new ScriptedClient("ecr", asked);
    final ScriptedClient ecs = new ScriptedClient("ecs", asked);
    final ScriptedClient s3 = new ScriptedClient("s3", asked);
    final ScriptedClient scheduler = new ScriptedClient("scheduler", asked);
    final ScriptedClient tagging = new ScriptedClient("tagging", asked);
    final ScriptedClient secrets = new ScriptedClient("secrets", asked);
    final ScriptedClient sts = new ScriptedClient("sts", asked);

    ScriptedAccount() {
        sts.on(
                "getCallerIdentity",
                request -> GetCallerIdentityResponse.builder()
                        .arn("arn:aws:iam::123456789012:user/me")
                        .build());
        cloudFormation.on("describeStacks", request -> base(Samples.OUTPUTS, StackStatus.UPDATE_COMPLETE));
        s3.on("getObjectAsBytes", request -> image("{\"image\": \"" + IMAGE + "\"}"));
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
        ecr.on("describeImages", request -> DescribeImagesResponse.builder().build());
    }

    /**
     * What the checks say of a job.
     *
     * @param lines of the job file, beside what every job on Fargate has
     */
    List<AwsCheck> checks(Path folder, String lines) throws IOException {
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
                        ecr.as(EcrClient.class),
                        ecs.as(EcsClient.class),
                        new ScriptedClient("logs", asked).as(CloudWatchLogsClient.class),
                        s3.as(S3Client.class),
                        scheduler.as(SchedulerClient.class),
                        tagging.as(ResourceGroupsTaggingApiClient.class),
                        secrets.as(SecretsManagerClient.class),
                        sts.as(StsClient.class)))
                .of(job);
    }

    /** What is wrong, one line each. */
    List<String> faults(Path folder, String lines) throws IOException {
        return checks(folder, lines).stream()
                .filter(check -> check.fault() != null)
                .map(check -> check.fault() + " " + check.subject() + ": " + check.words())
                .toList();
    }

    static DescribeStacksResponse base(List<String> outputs, StackStatus status) {
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

    static ResponseBytes<GetObjectResponse> image(String json) {
        return ResponseBytes.fromByteArray(GetObjectResponse.builder().build(), json.getBytes(StandardCharsets.UTF_8));
    }

    static Function<SdkRequest, Object> denied() {
        return refused("AccessDenied", "no", 403);
    }

    static Function<SdkRequest, Object> refused(String code, String message, int status) {
        return request -> {
            throw exception(code, message, status);
        };
    }

    static AwsServiceException exception(String code, String message, int status) {
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
