package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.failpoint.Failpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Removes a run's stack: what keeps it from being deleted first, again and again, until it is gone. */
final class StackRemoval {
    /** For how long what keeps it from being deleted may go on doing so (source: network interfaces linger for as long). */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(4);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(3);

    private final Stacks stacks;
    private final ClusterTasks tasks;
    private final BucketEmptying buckets;
    private final Leftovers leftovers;
    private final SandboxSpec spec;
    private final Surroundings surroundings;
    private final Pauses pauses;
    private final boolean force;

    /** @param force whether to leave behind, in the end, what cannot be deleted */
    StackRemoval(
            Stacks stacks,
            ClusterTasks tasks,
            BucketEmptying buckets,
            Leftovers leftovers,
            SandboxSpec spec,
            Surroundings surroundings,
            boolean force) {
        this.stacks = stacks;
        this.tasks = tasks;
        this.buckets = buckets;
        this.leftovers = leftovers;
        this.spec = spec;
        this.surroundings = surroundings;
        this.pauses = new Pauses(surroundings);
        this.force = force;
    }

    /**
     * Removes the stack of the run, if it has one. Returns when it is gone, or when nothing more can be done.
     *
     * @return whether it was seen to go; one that is not found may also be so new that AWS does not know it yet
     */
    boolean remove() {
        Duration waited = Duration.ZERO;
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; !told(); attempt++) {
            Optional<Stack> stack = own();
            if (stack.isEmpty()) {
                return false;
            }
            Stack before = stack.get();
            boolean forced = force && waited.compareTo(LONGEST) > 0;
            waited = waited.plus(removeOnce(before, attempt, forced));
            if (own().isEmpty()) {
                leftovers.learn(before.stackId());
                return true;
            }
            if (forced || (!force && waited.compareTo(LONGEST) > 0)) {
                return false;
            }
            waited = waited.plus(pauses.about(pause));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        return false;
    }

    /** Asks for all to be removed, and waits for nothing. */
    void request() {
        Optional<Stack> stack = own();
        if (stack.isPresent()) {
            List<StackResourceSummary> resources = stacks.resources(stack.get().stackId());
            of(resources, "AWS::ECS::Cluster").forEach(tasks::stop);
            of(resources, "AWS::S3::Bucket").forEach(buckets::empty);
            stacks.delete(stack.get().stackId(), false);
        }
    }

    private boolean told() {
        return surroundings.stopped().getAsBoolean();
    }

    /** Somebody else's stack that has the same name is none of this run's business. */
    private Optional<Stack> own() {
        return stacks.find(spec.stackName()).filter(found -> spec.owns(Stacks.tags(found)));
    }

    private Duration removeOnce(Stack stack, int attempt, boolean forced) {
        String id = stack.stackId();
        var events = new StackEvents(stacks, id, surroundings);
        events.skip();
        if (stack.stackStatus() != StackStatus.DELETE_IN_PROGRESS) {
            clear(id, attempt);
            Failpoint.STACK_CLEARED.hit();
            stacks.delete(id, forced);
            Failpoint.STACK_DELETING.hit();
        }
        Duration waited = Duration.ZERO;
        while (waited.compareTo(LONGEST) <= 0 && !told()) {
            Optional<Stack> now = stacks.find(id);
            events.follow();
            // Right after the call, the state may still be the one before.
            boolean begun = !waited.isZero();
            if (now.isEmpty() || (begun && now.get().stackStatus() != StackStatus.DELETE_IN_PROGRESS)) {
                break;
            }
            waited = waited.plus(pauses.about(BETWEEN_LOOKS));
        }
        return waited;
    }

    private void clear(String id, int attempt) {
        List<StackResourceSummary> resources = stacks.resources(id);
        for (String cluster : of(resources, "AWS::ECS::Cluster")) {
            tasks.end(cluster).forEach(task -> surroundings.failures().accept("%s does not stop.".formatted(task)));
        }
        for (String bucket : of(resources, "AWS::S3::Bucket")) {
            if (attempt > 1 && buckets.exists(bucket)) {
                buckets.close(bucket, DeadManSwitch.partition(id));
            }
            buckets.empty(bucket).forEach(surroundings.failures());
        }
    }

    private static List<String> of(List<StackResourceSummary> resources, String type) {
        List<String> found = new ArrayList<>();
        for (StackResourceSummary each : resources) {
            if (type.equals(each.resourceType())
                    && each.physicalResourceId() != null
                    && !each.physicalResourceId().isEmpty()
                    && each.resourceStatus() != ResourceStatus.DELETE_COMPLETE) {
                found.add(each.physicalResourceId());
            }
        }
        return found;
    }
}
