package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.backflow.launcher.repository.BaseRepository;
import dev.backflow.launcher.repository.WorkerLogin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.sts.StsClient;

class BaseSecretsTest {
    private final List<String> asked = new ArrayList<>();
    private final List<@Nullable String> regions = new ArrayList<>();
    private final ScriptedClient cloudFormation = new ScriptedClient("cloudformation", asked);
    private final ScriptedClient secrets = new ScriptedClient("secrets", asked);
    private final Map<String, @Nullable String> values = new HashMap<>(Map.of(
            "OwnerSecretArn", "{\"username\": \"owner\", \"password\": \"hunter1\"}",
            "WorkerSecretArn", "{\"username\": \"worker\", \"password\": \"hunter2\", \"engine\": \"postgres\"}"));
    private final VirtualTime time = new VirtualTime();
    private final BaseSecrets bases = new BaseSecrets(
            this::clients, new Surroundings(time, time, () -> 0.5, () -> false, () -> {}, line -> {}, line -> {}));

    BaseSecretsTest() {
        cloudFormation.on(
                "describeStacks",
                request -> DescribeStacksResponse.builder()
                        .stacks(Stack.builder()
                                .stackStatus(StackStatus.CREATE_COMPLETE)
                                .outputs(Samples.OUTPUTS.stream()
                                        .map(key -> Output.builder()
                                                .outputKey(key)
                                                .outputValue(key)
                                                .build())
                                        .toList())
                                .build())
                        .build());
        secrets.on(
                "getSecretValue",
                request -> GetSecretValueResponse.builder()
                        .secretString(values.get(((GetSecretValueRequest) request).secretId()))
                        .build());
    }

    private AwsClients clients(@Nullable String region) {
        regions.add(region);
        return new AwsClients(
                "eu-central-1",
                cloudFormation.as(CloudFormationClient.class),
                new ScriptedClient("ecr", asked).as(EcrClient.class),
                new ScriptedClient("ecs", asked).as(EcsClient.class),
                new ScriptedClient("logs", asked).as(CloudWatchLogsClient.class),
                new ScriptedClient("s3", asked).as(S3Client.class),
                new ScriptedClient("scheduler", asked).as(SchedulerClient.class),
                new ScriptedClient("tagging", asked).as(ResourceGroupsTaggingApiClient.class),
                secrets.as(SecretsManagerClient.class),
                new ScriptedClient("sts", asked).as(StsClient.class));
    }

    @Test
    void tellsHowTheJobRepositoryOfABaseIsReached() {
        var access = bases.of("mine", "eu-west-1");

        assertThat(access)
                .isEqualTo(new BaseRepository.Access(
                        "DatabaseUrl", "owner", "hunter1", WorkerLogin.ofSecret("worker", "hunter2")));
        assertThat(access.toString()).doesNotContain("hunter");
        assertThat(regions).containsExactly("eu-west-1");
        assertThat(asked)
                .containsExactly("cloudformation:describeStacks", "secrets:getSecretValue", "secrets:getSecretValue");
    }

    @Test
    void readsTheWorkersOfASecretWithoutABase() {
        assertThat(bases.worker("WorkerSecretArn", null)).isEqualTo(WorkerLogin.ofSecret("worker", "hunter2"));

        assertThat(asked).containsExactly("secrets:getSecretValue");
    }

    @Test
    void findsTheBaseWithoutItsSecrets() {
        assertThat(bases.base("mine", null).baseBucket()).isEqualTo("BaseBucket");

        assertThat(asked).containsExactly("cloudformation:describeStacks");
    }

    @Test
    void saysWhichStackIsNotThereAndWhere() {
        cloudFormation.on("describeStacks", request -> {
            throw (CloudFormationException) CloudFaults.service(
                    "cloudformation:DescribeStacks", "ValidationError", "Stack with id mine does not exist", 400);
        });

        assertThatThrownBy(() -> bases.of("mine", null))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        fault -> assertThat(fault.kind()).isEqualTo(SandboxException.Kind.WRONG))
                .hasMessage("There is no stack 'mine' in eu-central-1 to be the base of sandboxes. Create it with the"
                        + " template base.yaml, or name another one: by aws.base and aws.region in a job file, by --base"
                        + " and --region to the sandbox commands.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "hunter3",
                "[\"hunter3\"]",
                "{\"username\": \"owner\", \"password\": \"hunter3\"",
                "{\"username\": \"owner\", \"password\": [\"hunter3\"]}",
                "{\"user\": \"owner\", \"password\": \"hunter3\"}"
            })
    void refusesASecretThatIsNoLoginWithoutQuotingIt(String value) {
        values.put("OwnerSecretArn", value);

        SandboxException fault =
                Objects.requireNonNull(catchThrowableOfType(SandboxException.class, () -> bases.of("mine", null)));

        assertThat(fault)
                .hasMessage("The secret OwnerSecretArn is no JSON object with username and password. Write one into"
                        + " it.")
                .hasNoCause();
        assertThat(fault.kind()).isEqualTo(SandboxException.Kind.WRONG);
    }

    @Test
    void refusesASecretThatIsNoText() {
        values.put("WorkerSecretArn", null);

        assertThatThrownBy(() -> bases.worker("WorkerSecretArn", null))
                .hasMessageContaining("The secret WorkerSecretArn is no JSON object");
    }
}
