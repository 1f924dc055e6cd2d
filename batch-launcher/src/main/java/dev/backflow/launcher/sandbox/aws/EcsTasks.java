package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The tasks that were started and have not ended, looked at all together and not more often than every second or so,
 * however often one of them is asked for. Safe for use by several threads.
 */
final class EcsTasks {
    /** Source: ECS API reference, DescribeTasks, tasks. */
    static final int MOST_IN_A_CALL = 100;

    private static final Logger log = LoggerFactory.getLogger(EcsTasks.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** ECS may not find a task that it has just started, or one that another of its machines still knows. */
    private static final Duration LONGEST_UNSEEN = Duration.ofSeconds(60);

    private static final int MOST_LOOKS_WITH_OLD_CREDENTIALS = 3;

    private final EcsClient ecs;
    private final String cluster;
    private final LongSupplier nanoTime;
    private final BackOff afterFaults;
    private final Map<String, Entry> entries = new HashMap<>();
    private long lookedNanos;
    private Duration wait = Duration.ZERO;
    private int faults;

    private static final class Entry {
        final String name;
        long seenNanos;
        EcsTask task = EcsTask.STARTED;
        boolean cancelled;
        boolean stopAnswered;

        Entry(String name, long addedNanos) {
            this.name = name;
            this.seenNanos = addedNanos;
        }
    }

    EcsTasks(EcsClient ecs, String cluster, Surroundings surroundings, LongSupplier nanoTime) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.nanoTime = nanoTime;
        this.afterFaults = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(20), surroundings.chance());
    }

    /** @param name of the tasks' definition, which many share */
    synchronized void add(Collection<String> arns, String name) {
        arns.forEach(arn -> entries.putIfAbsent(arn, new Entry(name, nanoTime.getAsLong())));
    }

    /** What is known of a task, a second ago or so; null if it was not added. */
    synchronized @Nullable EcsTask find(String arn) {
        if (!entries.containsKey(arn)) {
            return null;
        }
        look();
        Entry entry = entries.get(arn);
        return entry == null ? null : entry.task;
    }

    synchronized int running() {
        look();
        return (int) entries.values().stream()
                .filter(entry -> !entry.task.hasEnded())
                .count();
    }

    synchronized List<String> named(String name) {
        return entries.entrySet().stream()
                .filter(each -> each.getValue().name.equals(name))
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized boolean contains(String arn) {
        return entries.containsKey(arn);
    }

    synchronized void forget(String arn) {
        entries.remove(arn);
    }

    /** Asks ECS to end a task, now and with every look until it has heard. Does nothing if it is unknown or has ended. */
    synchronized void cancel(String arn) {
        Entry entry = entries.get(arn);
        if (entry != null && !entry.task.hasEnded() && !entry.cancelled) {
            entry.cancelled = true;
            stop(arn, entry);
        }
    }

    private void stop(String arn, Entry entry) {
        try {
            ecs.stopTask(request -> request.cluster(cluster).task(arn).reason("The launcher has no more use for it."));
            entry.stopAnswered = true;
        } catch (InvalidParameterException e) {
            // There is no such task any more, and nothing to end; or there is none yet.
            entry.stopAnswered = isGone(entry);
        } catch (SdkException e) {
            failed("ecs:StopTask", "task " + arn, e);
        }
    }

    private boolean isGone(Entry entry) {
        return nanoTime.getAsLong() - entry.seenNanos >= LONGEST_UNSEEN.toNanos();
    }

    private void look() {
        long now = nanoTime.getAsLong();
        if (now - lookedNanos < wait.toNanos()) {
            return;
        }
        lookedNanos = now;
        wait = BETWEEN_LOOKS;
        List<String> open = entries.entrySet().stream()
                .filter(each -> !each.getValue().task.hasEnded())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        try {
            for (int from = 0; from < open.size(); from += MOST_IN_A_CALL) {
                describe(open.subList(from, Math.min(open.size(), from + MOST_IN_A_CALL)));
            }
            faults = 0;
        } catch (SdkException e) {
            failed("ecs:DescribeTasks", "cluster " + cluster, e);
        }
        new ArrayList<>(entries.entrySet())
                .stream()
                        .filter(each -> each.getValue().cancelled
                                && !each.getValue().stopAnswered
                                && !each.getValue().task.hasEnded())
                        .forEach(each -> stop(each.getKey(), each.getValue()));
    }

    private void describe(List<String> arns) {
        DescribeTasksResponse response = ecs.describeTasks(
                DescribeTasksRequest.builder().cluster(cluster).tasks(arns).build());
        for (Task task : response.tasks()) {
            Entry entry = entries.get(task.taskArn());
            if (entry != null) {
                entry.task = EcsTask.of(task, entry.cancelled);
                entry.seenNanos = nanoTime.getAsLong();
            }
        }
        for (Failure failure : response.failures()) {
            Entry entry = entries.get(failure.arn());
            if (entry != null && isGone(entry) && "MISSING".equals(failure.reason())) {
                entry.task = EcsTask.MISSING;
            }
        }
    }

    /** What was known stays known, as no answer says nothing about a task; only refusals are for the operator. */
    private void failed(String action, String resource, SdkException e) {
        boolean passes = switch (AwsFault.of(e)) {
            case THROTTLED, AWAY -> true;
            case EXPIRED -> faults < MOST_LOOKS_WITH_OLD_CREDENTIALS;
            default -> false;
        };
        if (!passes) {
            throw Calls.told(action, resource, e);
        }
        wait = afterFaults.after(++faults);
        log.warn("ECS could not be asked about the tasks: {}", AwsFault.words(e));
    }
}
