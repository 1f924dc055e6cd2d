package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.backflow.launcher.sandbox.DeployedResource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** The rows A1, A2, A4, A6, A8 and A10 of the failure catalogue. */
class DeployFaultsTest {
    private final FakeCloud cloud = new FakeCloud(CloudFaults.none());
    private final Launch launch = new Launch(cloud, 1);
    private final SandboxSpec spec = Samples.spec();

    private SandboxException refused(AwsSandbox sandbox) {
        return Objects.requireNonNull(catchThrowableOfType(SandboxException.class, sandbox::deploy));
    }

    private FakeStack own() {
        return Objects.requireNonNull(cloud.stack(spec.stackName()));
    }

    private List<String> existing() {
        return cloud.existing(spec.stackName(), spec.owner());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vpc", "SubnetA", "SubnetB", "LogGroup", "RunBucket", "Cluster", "TaskDefinition"})
    void a1TellsTheFirstCauseAndRemovesWhatWasCreated(String resource) {
        cloud.failing = resource;

        SandboxException fault = refused(launch.sandbox());

        assertThat(fault.kind()).isEqualTo(SandboxException.Kind.UNAVAILABLE);
        assertThat(fault)
                .hasMessageContaining("First cause: " + resource)
                .hasMessageContaining(resource + " limit exceeded")
                .hasMessageContaining("removed again");
        assertThat(existing()).containsExactly("schedule ");
        AwsSandbox next = launch.sandbox();
        next.teardown();
        assertThat(next.remaining()).isEmpty();
        assertThat(existing()).isEmpty();
    }

    @Test
    void a1ShowsEventsAsTheyCome() {
        AwsSandbox sandbox = launch.sandbox();

        sandbox.deploy();

        assertThat(launch.news)
                .containsSubsequence(
                        "Vpc (AWS::EC2::VPC) CREATE_IN_PROGRESS",
                        "Vpc (AWS::EC2::VPC) CREATE_COMPLETE",
                        "TaskDefinition (AWS::ECS::TaskDefinition) CREATE_COMPLETE",
                        spec.stackName() + " (AWS::CloudFormation::Stack) CREATE_COMPLETE")
                .doesNotHaveDuplicates();
        assertThat(sandbox.deployedResources())
                .extracting(DeployedResource::name, DeployedResource::time)
                .contains(org.assertj.core.groups.Tuple.tuple("Vpc", Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @EnumSource(
            value = StackStatus.class,
            names = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED", "REVIEW_IN_PROGRESS"})
    void a2RemovesWhatAnEarlierTryHasLeftFirst(StackStatus left) {
        FakeStack before = cloud.create(spec.stackName(), spec.token(1), spec.owner());
        cloud.time.pass(Duration.ofMinutes(2));
        before.status = left;

        launch.sandbox().deploy();

        assertThat(before.isGone()).isTrue();
        assertThat(own().status).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(own().id).isNotEqualTo(before.id);
    }

    @Test
    void a2WaitsUntilAStackIsGoneThatIsBeingDeleted() {
        launch.sandbox().deploy();
        FakeStack before = own();
        cloud.delete(before.id);

        launch.sandbox().deploy();

        assertThat(before.isGone()).isTrue();
        assertThat(own().status).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    @Test
    void refusesAStackOfTheSameNameThatIsSomebodyElses() {
        FakeStack other =
                cloud.create(spec.stackName(), "other", Samples.spec("else", 3).owner());
        cloud.time.pass(Duration.ofMinutes(2));

        SandboxException fault = refused(launch.sandbox());
        launch.sandbox().teardown();

        assertThat(fault.kind()).isEqualTo(SandboxException.Kind.WRONG);
        assertThat(fault).hasMessageContaining(spec.stackName()).hasMessageContaining("else");
        assertThat(other.status).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    @Test
    void a4GoesOnAskingWhileThrottledAndWhileANewStackIsNotKnownYet() {
        cloud.faults.throttled = 0.4;
        cloud.slowToKnow = 5;

        launch.sandbox().deploy();

        assertThat(own().status).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    @Test
    void a4SurvivesCredentialsThatAreRenewedAndTellsThoseThatAreNot() {
        cloud.faults.expired = 2;
        launch.sandbox().deploy();

        cloud.faults.expired = 1000;
        SandboxException fault = refused(launch.sandbox());

        assertThat(fault.kind()).isEqualTo(SandboxException.Kind.NOT_PERMITTED);
        assertThat(fault).hasMessageContaining("have expired").hasMessageContaining("start the same command again");
        cloud.faults.heal();
        AwsSandbox next = launch.sandbox();
        next.deploy();
        next.teardown();
        assertThat(next.remaining()).isEmpty();
    }

    @Test
    void a6CreatesOneStackHoweverManyAnswersAreLost() {
        cloud.faults.answerLost = 0.6;

        AwsSandbox sandbox = launch.sandbox();
        for (int i = 0; i < 5; i++) {
            try {
                sandbox.deploy();
                break;
            } catch (SandboxException e) {
                assertThat(e.kind()).isEqualTo(SandboxException.Kind.UNAVAILABLE);
            }
        }

        assertThat(cloud.stacks).hasSize(1);
        assertThat(cloud.violations).isEmpty();
    }

    @Test
    void a6AdoptsTheStackOfALauncherThatIsGone() {
        launch.sandbox().deploy();
        FakeStack before = own();

        AwsSandbox next = launch.sandbox();
        next.deploy();

        assertThat(own()).isSameAs(before);
        assertThat(next.outputs().runBucket()).isEqualTo(before.physicalId("RunBucket"));
        assertThat(next.deployedResources()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheduler:CreateSchedule",
                "scheduler:UpdateSchedule",
                "cloudformation:DescribeStacks",
                "cloudformation:CreateStack",
                "cloudformation:DescribeStackEvents",
                "ecs:DescribeClusters",
                "s3:ListBucket"
            })
    void a8NamesTheActionAndTheResourceThatAreNotPermitted(String action) {
        cloud.faults.denied.add(action);

        SandboxException fault = refused(launch.sandbox());

        assertThat(fault.kind()).isEqualTo(SandboxException.Kind.NOT_PERMITTED);
        assertThat(fault).hasMessageContaining(action).hasMessageContaining("not authorized");
        AwsSandbox next = launch.sandbox();
        cloud.faults.heal();
        next.teardown();
        assertThat(next.remaining()).isEmpty();
    }

    @Test
    void a10NamesAnOutputThatIsGone() {
        launch.sandbox().deploy();
        cloud.lost.add("SubnetIds");
        cloud.lost.add("LogGroup");

        assertThat(refused(launch.sandbox()))
                .hasMessageContaining("SubnetIds, LogGroup")
                .hasMessageContaining("tear-down of this start removes it");
        assertThat(own().status).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    @Test
    void a10NamesASubnetThatIsGone() {
        launch.sandbox().deploy();
        cloud.lost.add("SubnetB");

        assertThat(refused(launch.sandbox()))
                .hasMessageContaining("subnet SubnetB")
                .hasMessageContaining("is gone");
    }

    @Test
    void a10NamesABucketAndAClusterThatAreGone() {
        launch.sandbox().deploy();
        FakeBucket bucket = Objects.requireNonNull(cloud.buckets.remove(own().physicalId("RunBucket")));
        assertThat(refused(launch.sandbox())).hasMessageContaining("bucket").hasMessageContaining("is gone");

        cloud.buckets.put(own().physicalId("RunBucket"), bucket);
        cloud.clusters.remove(own().physicalId("Cluster"));

        assertThat(refused(launch.sandbox())).hasMessageContaining("cluster").hasMessageContaining("is gone");
    }

    @Test
    void a10NamesAStackThatSomebodyHasUpdated() {
        launch.sandbox().deploy();
        own().status = StackStatus.UPDATE_COMPLETE;

        assertThat(refused(launch.sandbox())).hasMessageContaining("UPDATE_COMPLETE");
    }

    @Test
    void a10DoesNotCreateAgainWhatSomebodyDeletesMeanwhile() {
        cloud.time.in(Duration.ofSeconds(12), () -> cloud.delete(spec.stackName()));

        assertThat(refused(launch.sandbox())).hasMessageContaining("somebody has deleted it");

        assertThat(cloud.stacks).hasSize(1);
    }

    @Test
    void stopsWaitingWhenTold() {
        cloud.time.in(Duration.ofSeconds(8), () -> launch.stopped = true);
        AwsSandbox sandbox = launch.sandbox();

        assertThat(refused(sandbox).kind()).isEqualTo(SandboxException.Kind.STOPPED);
        sandbox.teardown();

        assertThat(sandbox.isBeingRemoved()).isTrue();
        assertThat(own().status).isEqualTo(StackStatus.DELETE_IN_PROGRESS);
    }

    @Test
    void tellsAllThatABaseLacksAtOnce() {
        assertThatThrownBy(() -> Base.of("old-base", java.util.Map.of("BaseBucket", "b", "VpcId", "v")))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("WorkerRepositoryUri, DatabaseUrl, OwnerSecretArn")
                .hasMessageContaining("old-base");
    }
}
