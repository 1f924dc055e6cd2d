package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * As much of AWS as a sandbox touches, in memory, on virtual time: stacks with their life cycles, a cluster's tasks,
 * buckets, schedules, tags. It keeps the rules that matter, among them those that emulators do not keep, and notes when
 * one of ours is broken.
 */
final class FakeCloud {
    /** Ways in which a launcher could be wrong; the tests must find each. */
    enum Sabotage {
        VERSIONS_KEPT,
        UPLOADS_KEPT,
        TASKS_KEPT,
        NO_TOKEN,
        NO_ADOPTION,
        OWNER_UNCHECKED,
        SWITCH_ARMED_LATE,
        SWITCH_REMOVED_EARLY
    }

    static final String ARN = "arn:aws:cloudformation:eu-central-1:1:stack/";
    static final Duration REPETITION = Duration.ofMinutes(15);

    record Schedule(long number, Instant start, Instant end, String stack) {}

    /** {@code true} once it is stopped. */
    record Task(String cluster, boolean asked, boolean stopped) {}

    final VirtualTime time = new VirtualTime();
    final CloudFaults faults;
    final Map<String, FakeStack> stacks = new LinkedHashMap<>();
    final Map<String, FakeBucket> buckets = new TreeMap<>();
    final Set<String> clusters = new TreeSet<>();
    final Map<String, Task> tasks = new TreeMap<>();
    final Map<String, Schedule> schedules = new TreeMap<>();

    /** ARN to tags, also of what was deleted a moment ago. */
    final Map<String, Map<String, String>> tagged = new TreeMap<>();

    final List<String> calls = new ArrayList<>();
    final List<String> changes = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    final Set<Sabotage> sabotages = EnumSet.noneOf(Sabotage.class);

    /** The resource whose creation fails, and why. */
    String failing = "";

    /** How often a resource of this name cannot be deleted yet. */
    final Map<String, Integer> clinging = new TreeMap<>();

    /** How many questions about a new stack find none. */
    int slowToKnow;

    Duration echo = Duration.ofSeconds(40);
    final Set<String> lost = new TreeSet<>();
    final List<String> forced = new ArrayList<>();
    private int made;

    FakeCloud(CloudFaults faults) {
        this.faults = faults;
    }

    AwsClients clients() {
        return new AwsClients(
                "eu-central-1",
                new FakeCloudFormation(this),
                new FakeClusters(this),
                new FakeS3(this),
                new FakeScheduler(this),
                new FakeTagging(this),
                new SecretsManagerClient() {
                    @Override
                    public String serviceName() {
                        return "secretsmanager";
                    }

                    @Override
                    public void close() {}
                },
                new StsClient() {
                    @Override
                    public String serviceName() {
                        return "sts";
                    }

                    @Override
                    public void close() {}
                });
    }

    <T> T asks(String action, Supplier<T> answer) {
        return call(action, answer);
    }

    <T> T changes(String action, Supplier<T> effect) {
        return call(action, () -> {
            changes.add(action);
            return effect.get();
        });
    }

    private <T> T call(String action, Supplier<T> effect) {
        calls.add(action);
        int number = calls.size();
        // A call takes some time.
        time.pass(Duration.ofMillis(50));
        faults.before(action, number);
        T answer = effect.get();
        faults.after(action, number);
        return answer;
    }

    boolean has(Sabotage sabotage) {
        return sabotages.contains(sabotage);
    }

    /** By name, a living one; or by id, also a dead one. */
    @Nullable
    FakeStack stack(String nameOrId) {
        FakeStack byId = stacks.get(nameOrId);
        if (byId != null) {
            return byId;
        }
        return stacks.values().stream()
                .filter(stack -> stack.name.equals(nameOrId) && !stack.isGone())
                .findFirst()
                .orElse(null);
    }

    FakeStack create(String name, String token, Map<String, String> tags) {
        FakeStack stack = new FakeStack(name, ARN + name + "/" + ++made, token, tags);
        stack.unknownFor = slowToKnow;
        stacks.put(stack.id, stack);
        stack.became(StackStatus.CREATE_IN_PROGRESS, time.instant(), "User Initiated");
        tagged.put(stack.id, stack.tags);
        List<FakeStack.Resource> resources = List.of(
                new FakeStack.Resource("Vpc", "AWS::EC2::VPC"),
                new FakeStack.Resource("SubnetA", "AWS::EC2::Subnet"),
                new FakeStack.Resource("SubnetB", "AWS::EC2::Subnet"),
                new FakeStack.Resource("LogGroup", "AWS::Logs::LogGroup"),
                new FakeStack.Resource("RunBucket", "AWS::S3::Bucket"),
                new FakeStack.Resource("Cluster", "AWS::ECS::Cluster"),
                new FakeStack.Resource("TaskDefinition", "AWS::ECS::TaskDefinition"));
        resources.forEach(resource -> stack.resources.put(resource.name, resource));
        build(stack, new ArrayList<>(resources));
        return stack;
    }

    private void build(FakeStack stack, List<FakeStack.Resource> open) {
        if (stack.status != StackStatus.CREATE_IN_PROGRESS) {
            return;
        }
        if (open.isEmpty()) {
            stack.became(StackStatus.CREATE_COMPLETE, time.instant(), "");
            return;
        }
        FakeStack.Resource next = open.remove(0);
        stack.became(next, ResourceStatus.CREATE_IN_PROGRESS, time.instant(), "");
        time.in(Duration.ofSeconds(5), () -> {
            if (stack.status != StackStatus.CREATE_IN_PROGRESS) {
                return;
            }
            if (next.name.equals(failing)) {
                // Somebody else is told first, though it is no cause.
                if (!open.isEmpty()) {
                    stack.became(
                            open.get(0), ResourceStatus.CREATE_FAILED, time.instant(), "Resource creation cancelled");
                }
                stack.became(next, ResourceStatus.CREATE_FAILED, time.instant(), next.name + " limit exceeded");
                stack.became(StackStatus.ROLLBACK_IN_PROGRESS, time.instant(), "");
                take(stack, StackStatus.ROLLBACK_COMPLETE, StackStatus.ROLLBACK_FAILED);
                return;
            }
            exists(stack, next);
            stack.became(next, ResourceStatus.CREATE_COMPLETE, time.instant(), "");
            build(stack, open);
        });
    }

    private void exists(FakeStack stack, FakeStack.Resource resource) {
        String id = (stack.name + "-" + resource.name + "-" + ++made).toLowerCase(java.util.Locale.ROOT);
        switch (resource.type) {
            case "AWS::ECS::Cluster" -> {
                id = "arn:aws:ecs:eu-central-1:1:cluster/" + id;
                clusters.add(id);
            }
            case "AWS::S3::Bucket" -> buckets.put(id, new FakeBucket());
            default -> {}
        }
        resource.physicalId = id;
        tagged.put(arn(resource), stack.tags);
    }

    static String arn(FakeStack.Resource resource) {
        return switch (resource.type) {
            case "AWS::ECS::Cluster" -> resource.physicalId;
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + resource.physicalId;
            case "AWS::Logs::LogGroup" -> "arn:aws:logs:eu-central-1:1:log-group:" + resource.physicalId;
            default -> "arn:aws:ec2:eu-central-1:1:thing/" + resource.physicalId;
        };
    }

    /** As the API does it: without a word for a stack that is not there. */
    void delete(String nameOrId) {
        FakeStack stack = stack(nameOrId);
        if (stack == null || stack.isGone() || stack.status == StackStatus.DELETE_IN_PROGRESS) {
            return;
        }
        if (stack.protectedFromDeletion) {
            throw CloudFaults.service(
                    "cloudformation:DeleteStack",
                    "ValidationError",
                    "Stack [%s] cannot be deleted while TerminationProtection is enabled".formatted(stack.name),
                    400);
        }
        stack.became(StackStatus.DELETE_IN_PROGRESS, time.instant(), "");
        take(stack, StackStatus.DELETE_COMPLETE, StackStatus.DELETE_FAILED);
    }

    private void take(FakeStack stack, StackStatus done, StackStatus failed) {
        time.in(Duration.ofSeconds(20), () -> {
            boolean all = true;
            List<FakeStack.Resource> reverse = new ArrayList<>(stack.resources.values());
            java.util.Collections.reverse(reverse);
            for (FakeStack.Resource each : reverse) {
                String obstacle = obstacle(each);
                if (!obstacle.isEmpty()) {
                    all = false;
                    stack.became(each, ResourceStatus.DELETE_FAILED, time.instant(), obstacle);
                } else if (each.status != ResourceStatus.DELETE_COMPLETE) {
                    vanishes(each);
                    stack.became(each, ResourceStatus.DELETE_COMPLETE, time.instant(), "");
                }
            }
            stack.became(all ? done : failed, time.instant(), all ? "" : "The following resource(s) failed to delete");
            if (stack.isGone()) {
                time.in(echo, () -> tagged.remove(stack.id));
            }
        });
    }

    private String obstacle(FakeStack.Resource resource) {
        if (resource.physicalId.isEmpty() || resource.status == ResourceStatus.DELETE_COMPLETE) {
            return "";
        }
        int times = clinging.getOrDefault(resource.name, 0);
        if (times > 0) {
            clinging.put(resource.name, times - 1);
            return "resource %s has a dependent object".formatted(resource.physicalId);
        }
        FakeBucket bucket = buckets.get(resource.physicalId);
        if (bucket != null) {
            if (bucket.lateWrites > 0 && !bucket.policy.contains("Deny")) {
                bucket.lateWrites--;
                bucket.put("late");
            }
            return bucket.isEmpty() ? "" : "The bucket you tried to delete is not empty";
        }
        boolean busy =
                tasks.values().stream().anyMatch(task -> task.cluster().equals(resource.physicalId) && !task.stopped());
        return busy ? "The Cluster cannot be deleted while Tasks are active." : "";
    }

    private void vanishes(FakeStack.Resource resource) {
        buckets.remove(resource.physicalId);
        clusters.remove(resource.physicalId);
        String arn = arn(resource);
        time.in(echo, () -> tagged.remove(arn));
    }

    Map<String, String> outputs(FakeStack stack) {
        if (stack.status != StackStatus.CREATE_COMPLETE) {
            return Map.of();
        }
        var outputs = new TreeMap<>(Map.of(
                "ClusterArn",
                stack.physicalId("Cluster"),
                "TaskDefinitionArn",
                "arn:aws:ecs:eu-central-1:1:task-definition/backflow:1",
                "SubnetIds",
                stack.physicalId("SubnetA") + "," + stack.physicalId("SubnetB"),
                "SecurityGroupId",
                "sg-1",
                "RunBucket",
                stack.physicalId("RunBucket"),
                "LogGroup",
                stack.physicalId("LogGroup")));
        outputs.keySet().removeAll(lost);
        return outputs;
    }

    void set(String name, Schedule schedule) {
        schedules.put(name, schedule);
        time.in(Duration.between(time.instant(), schedule.start()), () -> fire(name, schedule));
    }

    private void fire(String name, Schedule schedule) {
        if (!schedule.equals(schedules.get(name))) {
            return;
        }
        try {
            delete(schedule.stack());
        } catch (software.amazon.awssdk.core.exception.SdkException e) {
            // The scheduler's role meets the same rules; it tries again.
        }
        if (time.instant().plus(REPETITION).isAfter(schedule.end())) {
            schedules.remove(name);
        } else {
            time.in(REPETITION, () -> fire(name, schedule));
        }
    }

    void run(String cluster, int count) {
        for (int i = 0; i < count; i++) {
            tasks.put("arn:aws:ecs:eu-central-1:1:task/t" + ++made, new Task(cluster, false, false));
        }
    }

    void stopSoon(String task) {
        Task now = tasks.get(task);
        if (now != null && !now.asked()) {
            tasks.put(task, new Task(now.cluster(), true, false));
            time.in(Duration.ofSeconds(25), () -> tasks.put(task, new Task(now.cluster(), true, true)));
        }
    }

    /** What really exists of a run: its living stack, and the schedule of that name. */
    List<String> existing(String stackName, Map<String, String> owner) {
        List<String> found = new ArrayList<>();
        for (FakeStack stack : stacks.values()) {
            if (!stack.isGone()
                    && stack.name.equals(stackName)
                    && stack.tags.entrySet().containsAll(owner.entrySet())) {
                found.add("stack " + stackName);
            }
        }
        for (String bucket : buckets.keySet()) {
            if (bucket.startsWith(stackName.toLowerCase(java.util.Locale.ROOT) + "-")
                    && tagged.getOrDefault("arn:aws:s3:::" + bucket, Map.of())
                            .entrySet()
                            .containsAll(owner.entrySet())) {
                found.add(bucket);
            }
        }
        if (schedules.containsKey(stackName)) {
            found.add("schedule ");
        }
        return found;
    }
}
