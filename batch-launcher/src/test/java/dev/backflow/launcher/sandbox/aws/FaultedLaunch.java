package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * One run in a cloud in which, as its seed says, calls are throttled, get lost or are refused, answers never arrive, the
 * creation fails, the deletion sticks, and launchers are killed between any two calls. It ends as the launcher would end;
 * what must hold then is checked here.
 */
final class FaultedLaunch {
    private static final int MOST_LIVES = 6;
    private static final List<String> ACTIONS = List.of(
            "cloudformation:CreateStack",
            "cloudformation:DescribeStacks",
            "cloudformation:DescribeStackEvents",
            "cloudformation:ListStackResources",
            "cloudformation:DeleteStack",
            "cloudformation:DetectStackResourceDrift",
            "ecs:ListTasks",
            "ecs:StopTask",
            "ecs:DescribeTasks",
            "ecs:DescribeClusters",
            "s3:ListBucket",
            "s3:ListBucketVersions",
            "s3:ListBucketMultipartUploads",
            "s3:DeleteObjectVersion",
            "s3:AbortMultipartUpload",
            "s3:GetBucketPolicy",
            "s3:PutBucketPolicy",
            "scheduler:CreateSchedule",
            "scheduler:UpdateSchedule",
            "scheduler:DeleteSchedule",
            "scheduler:GetSchedule",
            "tag:GetResources");

    final FakeCloud cloud;
    final Launch launch;
    final List<String> wrong = new ArrayList<>();
    private final long seed;
    private final Random random;
    private final SandboxSpec spec = Samples.spec();
    private final List<FakeStack> others = new ArrayList<>();
    private int exit;

    FaultedLaunch(long seed, FakeCloud.Sabotage... sabotages) {
        this.seed = seed;
        this.random = new Random(seed);
        this.cloud = new FakeCloud(new CloudFaults(new Random(seed + 1)));
        this.launch = new Launch(cloud, seed);
        cloud.sabotages.addAll(List.of(sabotages));
    }

    /** @return all that was wrong, one line each, with the seed */
    List<String> run() {
        neighbours();
        script();
        List<String> left = lives();
        check(left);
        afterwards(left);
        wrong.addAll(cloud.violations);
        return wrong.stream().map(line -> "seed %d: %s".formatted(seed, line)).toList();
    }

    int exit() {
        return exit;
    }

    /** Stacks of other runs and jobs, which are nobody's business. */
    private void neighbours() {
        for (SandboxSpec other : List.of(Samples.spec("invoices", 8), Samples.spec("letters", 7))) {
            cloud.set(
                    other.stackName(),
                    new FakeCloud.Schedule(
                            0,
                            cloud.time.instant().plus(Duration.ofDays(90)),
                            cloud.time.instant().plus(Duration.ofDays(2)),
                            "none"));
            others.add(cloud.create(other.stackName(), "other-" + other.job() + other.run(), other.owner()));
        }
        cloud.time.pass(Duration.ofMinutes(2));
        others.forEach(other -> cloud.run(other.physicalId("Cluster"), 1));
        if (random.nextInt(12) == 0) {
            others.add(cloud.create(
                    spec.stackName(), "squatter", Samples.spec("squat", 1).owner()));
            cloud.time.pass(Duration.ofMinutes(2));
        }
    }

    private void script() {
        CloudFaults faults = cloud.faults;
        faults.throttled = pick(0, 0, 0.05, 0.3);
        faults.lost = pick(0, 0, 0.05, 0.2);
        faults.answerLost = pick(0, 0.05, 0.2, 0.4);
        cloud.slowToKnow = random.nextInt(4);
        if (random.nextInt(4) == 0) {
            cloud.failing = List.of("Vpc", "SubnetA", "SubnetB", "LogGroup", "RunBucket", "Cluster", "TaskDefinition")
                    .get(random.nextInt(7));
        }
        for (String each : List.of("SubnetA", "SubnetB", "LogGroup", "Vpc")) {
            if (random.nextInt(5) == 0) {
                cloud.clinging.put(each, random.nextInt(10) == 0 ? 1000 : random.nextInt(4));
            }
        }
        if (random.nextInt(8) == 0) {
            faults.denied.add(ACTIONS.get(random.nextInt(ACTIONS.size())));
        }
        if (random.nextInt(10) == 0) {
            faults.expired = random.nextInt(4);
        }
        nextDeath();
    }

    private double pick(double... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void nextDeath() {
        cloud.faults.killedBefore = 0;
        cloud.faults.killedAfter = 0;
        if (random.nextInt(2) == 0) {
            int at = cloud.calls.size() + 1 + random.nextInt(90);
            if (random.nextBoolean()) {
                cloud.faults.killedBefore = at;
            } else {
                cloud.faults.killedAfter = at;
            }
        }
    }

    /** Launchers one after another, until one lives to its end. */
    private List<String> lives() {
        for (int life = 1; ; life++) {
            if (life == MOST_LIVES) {
                cloud.faults.killedBefore = 0;
                cloud.faults.killedAfter = 0;
            }
            try {
                return life();
            } catch (Killed e) {
                // A restart comes at once, or after the dead-man's switch has done its work.
                cloud.time.pass(Duration.ofMinutes(random.nextInt(3) * 40L));
                nextDeath();
            }
        }
    }

    /** As a run's phases do it: the tear-down comes whatever happened before. */
    private List<String> life() {
        AwsSandbox sandbox = launch.sandbox();
        SandboxException fault = null;
        exit = 0;
        try {
            sandbox.deploy();
            launch.work(sandbox);
            workedOn(sandbox);
        } catch (SandboxException e) {
            fault = e;
        }
        sandbox.teardown();
        List<String> left;
        try {
            left = sandbox.remaining();
        } catch (SandboxException e) {
            fault = fault == null ? e : fault;
            left = List.of("unknown");
        }
        if (left.equals(List.of("unknown")) || left.isEmpty()) {
            exit = exit(fault);
        } else {
            exit = 74;
        }
        return left;
    }

    private void workedOn(AwsSandbox sandbox) {
        FakeBucket bucket = cloud.buckets.get(sandbox.outputs().runBucket());
        if (bucket != null) {
            bucket.stubborn = random.nextInt(4) == 0 ? random.nextInt(30) : 0;
            bucket.lateWrites = random.nextInt(4) == 0 ? random.nextInt(5) : 0;
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            cloud.time.pass(sandbox.keepAlive());
        }
        FakeStack own = cloud.stack(spec.stackName());
        if (own != null && own.status == StackStatus.CREATE_COMPLETE && random.nextInt(20) == 0) {
            own.protectedFromDeletion = true;
        }
    }

    private static int exit(@Nullable SandboxException fault) {
        if (fault == null) {
            return 0;
        }
        return switch (fault.kind()) {
            case UNAVAILABLE -> 69;
            case NOT_PERMITTED -> 77;
            case WRONG -> 78;
            case STOPPED -> 143;
        };
    }

    private void check(List<String> left) {
        List<String> existing = cloud.existing(spec.stackName(), spec.owner());
        String said = String.join(" ", left);
        if (exit == 0 || left.isEmpty()) {
            if (!existing.isEmpty()) {
                wrong.add("ended with %d and an empty list, but there are %s".formatted(exit, existing));
            }
        } else if (exit == 74) {
            existing.stream()
                    .filter(each -> !said.contains(each))
                    .forEach(each -> wrong.add("%s is left, and not on the list: %s".formatted(each, left)));
            if (existing.isEmpty()) {
                wrong.add("nothing is left, but the list is " + left);
            }
        }
        if (exit == 74 && isHarmless()) {
            wrong.add("nothing was in the way, but left are %s; told was %s".formatted(left, launch.failures));
        }
    }

    /** Whether all that stood in the way were things that a tear-down has to overcome. */
    private boolean isHarmless() {
        return cloud.faults.denied.isEmpty()
                && cloud.faults.throttled + cloud.faults.lost + cloud.faults.answerLost < 0.3
                && cloud.clinging.values().stream().allMatch(times -> times < 100)
                && cloud.stacks.values().stream().noneMatch(stack -> stack.protectedFromDeletion);
    }

    /** Once all is well again, nothing may be left, and nobody else may have been touched. */
    private void afterwards(List<String> left) {
        cloud.faults.heal();
        cloud.clinging.clear();
        cloud.stacks.values().forEach(stack -> stack.protectedFromDeletion = false);
        if (!left.isEmpty()) {
            AwsSandbox again = launch.sandbox();
            again.teardown();
            List<String> still = again.remaining();
            if (!still.isEmpty()) {
                wrong.add("a later tear-down leaves %s; told was %s".formatted(still, launch.failures));
            }
        }
        List<String> existing = cloud.existing(spec.stackName(), spec.owner());
        if (!existing.isEmpty()) {
            wrong.add("in the end there are " + existing);
        }
        for (FakeStack other : others) {
            if (other.status != StackStatus.CREATE_COMPLETE) {
                wrong.add("the stack %s of somebody else is %s".formatted(other.id, other.status));
            }
        }
        cloud.tasks.values().stream()
                .filter(task -> task.asked()
                        && others.stream()
                                .anyMatch(other -> other.physicalId("Cluster").equals(task.cluster())))
                .forEach(task -> wrong.add("a task of somebody else was stopped"));
    }
}
