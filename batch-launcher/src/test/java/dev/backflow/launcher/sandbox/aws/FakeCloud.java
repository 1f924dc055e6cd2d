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
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
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

    /** What the base's bucket says about the workers' image; null when there is no such object. */
    @Nullable
    String image;

    /** The resource whose creation fails, and why. */
    String failing = "";

    /** How often a resource of this name cannot be deleted yet. */
    final Map<String, Integer> clinging = new TreeMap<>();

    /** What every secret has in it; may not be read when empty. */
    String secret = "";

    /** How many questions about a new stack find none. */
    int slowToKnow;

    Duration echo = Duration.ofSeconds(40);
    final Set<String> lost = new TreeSet<>();
    final List<String> forced = new ArrayList<>();
    private final FakeStackLife life = new FakeStackLife(this);
    private int made;

    FakeCloud(CloudFaults faults) {
        this.faults = faults;
    }

    AwsClients clients() {
        return new AwsClients(
                "eu-central-1",
                new FakeCloudFormation(this),
                new ScriptedClient("ecr", new ArrayList<>()).as(EcrClient.class),
                new FakeClusters(this),
                new ScriptedClient("logs", new ArrayList<>()).as(CloudWatchLogsClient.class),
                new FakeS3(this),
                new FakeScheduler(this),
                new FakeTagging(this),
                new SecretsManagerClient() {
                    @Override
                    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
                        if (secret.isEmpty()) {
                            throw CloudFaults.service("secretsmanager:GetSecretValue", "AccessDenied", "no", 400);
                        }
                        return GetSecretValueResponse.builder()
                                .secretString(secret)
                                .build();
                    }

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
        return life.create(name, token, tags);
    }

    /** As the API does it: without a word for a stack that is not there. */
    void delete(String nameOrId) {
        life.delete(nameOrId);
    }

    /** Never the same. */
    int nextNumber() {
        return ++made;
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
