package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.ledger.SupersededException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Row A3 of the failure catalogue, the fence of row L3, and the dead-man's switch. */
class TeardownFaultsTest {
    private final FakeCloud cloud = new FakeCloud(CloudFaults.none());
    private final Launch launch = new Launch(cloud, 1);
    private final SandboxSpec spec = Samples.spec();
    private final AwsSandbox sandbox = launch.sandbox();

    @BeforeEach
    void deploy() {
        sandbox.deploy();
        launch.work(sandbox);
    }

    private FakeStack own() {
        return Objects.requireNonNull(cloud.stack(spec.stackName()));
    }

    private void tearDownCleanly() {
        sandbox.teardown();

        assertThat(sandbox.remaining()).isEmpty();
        assertThat(cloud.existing(spec.stackName(), spec.owner())).isEmpty();
        assertThat(cloud.violations).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SubnetA", "SubnetB", "LogGroup", "Vpc"})
    void a3TriesAgainWhileAResourceIsInUse(String resource) {
        cloud.clinging.put(resource, 5);

        tearDownCleanly();
    }

    @Test
    void a3EmptiesABucketOfThousands() {
        FakeBucket bucket =
                Objects.requireNonNull(cloud.buckets.get(sandbox.outputs().runBucket()));
        for (int i = 0; i < 2500; i++) {
            bucket.put("many/" + i);
            bucket.mark("many/" + i);
        }

        tearDownCleanly();
    }

    @Test
    void a3TriesObjectsAgainThatCouldNotBeDeleted() {
        Objects.requireNonNull(cloud.buckets.get(sandbox.outputs().runBucket())).stubborn = 20;

        tearDownCleanly();
    }

    @Test
    void a3ClosesABucketThatIsWrittenToMeanwhile() {
        Objects.requireNonNull(cloud.buckets.get(sandbox.outputs().runBucket())).lateWrites = 1000;

        tearDownCleanly();

        assertThat(cloud.changes).contains("s3:PutBucketPolicy");
    }

    @Test
    void a3GivesUpAfterHalfAnHourAndListsExactlyWhatIsLeft() {
        cloud.clinging.put("SubnetA", Integer.MAX_VALUE);

        sandbox.teardown();

        assertThat(sandbox.remaining())
                .containsExactlyInAnyOrder(
                        "stack %s (DELETE_FAILED)".formatted(spec.stackName()),
                        "AWS::EC2::Subnet SubnetA %s (DELETE_FAILED)".formatted(own().physicalId("SubnetA")),
                        "schedule backflow/" + spec.stackName());
        assertThat(launch.failures).anyMatch(line -> line.contains("has a dependent object"));
    }

    @Test
    void a3LeavesBehindWhatClingsOnlyWhenForced() {
        cloud.clinging.put("SubnetA", Integer.MAX_VALUE);

        launch.sandbox(spec, true).teardown();

        assertThat(cloud.forced).containsExactly(spec.stackName());
    }

    @Test
    void a3DoesNotWaitWhereOnlyAPersonCanHelp() {
        own().protectedFromDeletion = true;

        sandbox.teardown();

        assertThat(launch.failures).anyMatch(line -> line.contains("TerminationProtection"));
        assertThat(sandbox.remaining()).contains("stack %s (CREATE_COMPLETE)".formatted(spec.stackName()));
    }

    @Test
    void a8TellsWhatIsLeftWhenItMayNotBeDeleted() {
        cloud.faults.denied.add("cloudformation:DeleteStack");

        sandbox.teardown();

        assertThat(launch.failures).anyMatch(line -> line.contains("cloudformation:DeleteStack on stack "));
        assertThat(sandbox.remaining()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloudformation:DescribeStacks",
                "cloudformation:DeleteStack",
                "ecs:ListTasks",
                "s3:ListBucketVersions",
                "s3:ListBucketMultipartUploads",
                "s3:DeleteObjectVersion",
                "scheduler:DeleteSchedule",
                "tag:GetResources"
            })
    void a8NamesEachActionThatATearDownLacksAndFinishesOnceItIsAllowed(String action) {
        cloud.faults.denied.add(action);
        var told = new ArrayList<String>();
        try {
            sandbox.teardown();
            told.addAll(sandbox.remaining());
        } catch (SandboxException e) {
            told.add(e.getMessage());
        }
        told.addAll(launch.failures);

        assertThat(told).anyMatch(line -> line.contains(action));
        cloud.faults.heal();
        AwsSandbox next = launch.sandbox();
        next.teardown();
        assertThat(next.remaining()).isEmpty();
        assertThat(cloud.schedules).isEmpty();
    }

    @Test
    void a8DoesNotCallCleanWhatItMayNotLookAt() {
        cloud.faults.denied.add("tag:GetResources");

        sandbox.teardown();

        assertThatThrownBy(sandbox::remaining).hasMessageContaining("tag:GetResources");
        assertThat(cloud.schedules).containsKey(spec.stackName());
    }

    @Test
    void l3AFencedLauncherChangesNothing() {
        launch.fence = () -> {
            throw new SupersededException("taken over");
        };
        int before = cloud.changes.size();

        assertThatThrownBy(sandbox::teardown).isInstanceOf(SupersededException.class);
        assertThatThrownBy(sandbox::keepAlive).isInstanceOf(SupersededException.class);
        assertThatThrownBy(sandbox::letGo).isInstanceOf(SupersededException.class);
        assertThatThrownBy(() -> launch.sandbox().deploy()).isInstanceOf(SupersededException.class);

        assertThat(cloud.changes).hasSize(before);
        assertThat(own().status).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    @Test
    void aStoppedLauncherAsksForTheRemovalAndDoesNotWait() {
        launch.stopped = true;

        sandbox.teardown();

        assertThat(sandbox.isBeingRemoved()).isTrue();
        assertThat(own().status).isEqualTo(StackStatus.DELETE_IN_PROGRESS);
        assertThat(Objects.requireNonNull(cloud.schedules.get(spec.stackName())).start())
                .isBeforeOrEqualTo(cloud.time.instant());
        cloud.time.pass(Duration.ofHours(1));
        assertThat(cloud.stack(spec.stackName())).isNull();
    }

    @Test
    void theSwitchDeletesTheStackOfALauncherThatIsGone() {
        Objects.requireNonNull(cloud.buckets.get(sandbox.outputs().runBucket()))
                .versions
                .clear();
        Objects.requireNonNull(cloud.buckets.get(sandbox.outputs().runBucket()))
                .uploads
                .clear();
        cloud.tasks.clear();
        cloud.time.pass(Duration.ofMinutes(29));
        assertThat(own().status).isEqualTo(StackStatus.CREATE_COMPLETE);

        cloud.time.pass(Duration.ofMinutes(2));

        assertThat(cloud.stack(spec.stackName())).isNull();
    }

    @Test
    void theSwitchTriesAgainWhenItsDeletionFails() {
        cloud.tasks.clear();
        FakeBucket bucket =
                Objects.requireNonNull(cloud.buckets.get(sandbox.outputs().runBucket()));
        cloud.time.pass(Duration.ofMinutes(40));
        assertThat(own().status).isEqualTo(StackStatus.DELETE_FAILED);
        bucket.versions.clear();
        bucket.uploads.clear();

        cloud.time.pass(Duration.ofMinutes(20));

        assertThat(cloud.stack(spec.stackName())).isNull();
    }

    @Test
    void theSwitchWaitsWhileItIsPushed() {
        for (int i = 0; i < 100; i++) {
            cloud.time.pass(sandbox.keepAlive());
        }

        assertThat(own().status).isEqualTo(StackStatus.CREATE_COMPLETE);
        tearDownCleanly();
    }

    /** CloudFormation has let go of it, and its tags are still listed. */
    private String echo() {
        String arn = "arn:aws:ec2:eu-central-1:1:network-interface/eni-1";
        cloud.tagged.put(arn, spec.owner());
        return arn;
    }

    private void stopOnceTheStackIsGone() {
        cloud.time.in(Duration.ofSeconds(5), () -> {
            if (cloud.stack(spec.stackName()) == null) {
                launch.stopped = true;
            } else {
                stopOnceTheStackIsGone();
            }
        });
    }

    @Test
    void aLauncherThatIsStoppedWhileOnlyTagsAreLeftLeavesNoSwitch() {
        String arn = echo();
        stopOnceTheStackIsGone();

        sandbox.teardown();

        assertThat(launch.stopped).isTrue();
        assertThat(cloud.schedules).isEmpty();
        assertThat(sandbox.isBeingRemoved()).isFalse();
        assertThat(sandbox.remaining()).containsExactly(arn);
    }

    @Test
    void aStackThatIsNotKnownYetIsNotTakenForOneThatIsGone() {
        own().unknownFor = 100;
        cloud.time.in(Duration.ofSeconds(20), () -> launch.stopped = true);

        sandbox.teardown();

        assertThat(cloud.schedules).containsKey(spec.stackName());
        assertThat(sandbox.isBeingRemoved()).isTrue();
    }

    @Test
    void theSwitchIsNeverPushedBeyondTheHardEnd() {
        HardEnd end = Objects.requireNonNull(HardEnd.of(own().tags));
        while (cloud.time.instant().isBefore(end.at())) {
            cloud.time.pass(sandbox.keepAlive());
        }
        cloud.tasks.clear();

        cloud.time.pass(Duration.ofMinutes(1));

        assertThat(own().status).isIn(StackStatus.DELETE_IN_PROGRESS, StackStatus.DELETE_FAILED);
    }

    @Test
    void aPushThatFailsIsToldAndTriedAgainSoon() {
        cloud.faults.denied.add("scheduler:UpdateSchedule");

        Duration next = sandbox.keepAlive();

        assertThat(next).isEqualTo(DeadManSwitch.BETWEEN_TRIES);
        assertThat(launch.failures).anyMatch(line -> line.contains("could not be pushed forward"));
    }

    @Test
    void aPushAfterTheEndSetsNothingAgain() {
        tearDownCleanly();

        sandbox.keepAlive();

        assertThat(cloud.schedules).isEmpty();
    }

    private Instant switchedAt() {
        return Objects.requireNonNull(cloud.schedules.get(spec.stackName())).start();
    }

    @Test
    void theSwitchThatWasLetGoLeavesAMomentAndIsNotPushedAnyMore() {
        Instant stop = cloud.time.instant();

        sandbox.letGo();
        sandbox.keepAlive();

        assertThat(switchedAt()).isBetween(stop.plus(DeadManSwitch.NOTICE), stop.plus(Duration.ofMinutes(2)));
        cloud.time.pass(Duration.ofMinutes(3));
        assertThat(own().status).isIn(StackStatus.DELETE_IN_PROGRESS, StackStatus.DELETE_FAILED);
    }

    /** A thread that hangs is let go on in the end, as what it has sent may arrive late. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStopLetsTheSwitchGoWhileAPushHangs() throws Exception {
        var hanging = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var push = new Thread(sandbox::keepAlive);
        push.setDaemon(true);
        launch.fence = () -> {
            if (Thread.currentThread() == push) {
                hanging.countDown();
                await(answered);
            }
        };
        push.start();
        try {
            assertThat(await(hanging)).isTrue();

            sandbox.letGo();
            assertThat(switchedAt()).isBefore(cloud.time.instant().plus(DeadManSwitch.NOTICE));
            launch.stopped = true;
            sandbox.teardown();

            assertThat(sandbox.isBeingRemoved()).isTrue();
            assertThat(switchedAt()).isBeforeOrEqualTo(cloud.time.instant());
        } finally {
            answered.countDown();
        }
        push.join();
        assertThat(switchedAt()).isBeforeOrEqualTo(cloud.time.instant());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSwitchThatIsNotSetIsNotLetGo() {
        tearDownCleanly();

        sandbox.letGo();
        launch.sandbox().letGo();

        assertThat(cloud.schedules).isEmpty();
    }

    @Test
    void aStoppedLauncherAsksForTheRemovalAlsoWhenTheSwitchCannotBeSet() {
        launch.stopped = true;
        cloud.faults.denied.add("scheduler:UpdateSchedule");

        sandbox.teardown();

        assertThat(own().status).isEqualTo(StackStatus.DELETE_IN_PROGRESS);
        assertThat(sandbox.isBeingRemoved()).isTrue();
        assertThat(launch.failures).anyMatch(line -> line.contains("scheduler:UpdateSchedule"));
    }

    @Test
    void aStoppedLauncherAsksForTheRemovalAlsoWhenItIsNotToldWhatIsLeft() {
        launch.stopped = true;
        cloud.faults.denied.add("tag:GetResources");

        sandbox.teardown();

        assertThat(own().status).isEqualTo(StackStatus.DELETE_IN_PROGRESS);
        assertThat(switchedAt()).isBeforeOrEqualTo(cloud.time.instant());
        assertThat(sandbox.isBeingRemoved()).isTrue();
        assertThat(launch.failures).anyMatch(line -> line.contains("tag:GetResources"));
    }

    /** Tasks that do not end would be waited for, for minutes. */
    @Test
    void aLauncherThatIsToldToStopWhileItWaitsForTasksAsksForTheRemovalAtOnce() {
        cloud.sabotages.add(FakeCloud.Sabotage.TASKS_KEPT);
        cloud.time.in(Duration.ofSeconds(1), () -> launch.stopped = true);
        Instant begin = cloud.time.instant();

        sandbox.teardown();

        assertThat(sandbox.isBeingRemoved()).isTrue();
        assertThat(cloud.time.instant()).isBefore(begin.plusSeconds(30));
    }
}
