package dev.backflow.launcher.sandbox.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** What is left of a run's sandbox: its stack with its resources, and whatever else carries the run's tags. */
final class Leftovers {
    private final Stacks stacks;
    private final ResourceGroupsTaggingApiClient tagging;
    private final Calls calls;
    private final SandboxSpec spec;

    /** What is known to be deleted; the list by tags goes on to name it for a while. */
    private final Set<String> deleted = new LinkedHashSet<>();

    Leftovers(Stacks stacks, ResourceGroupsTaggingApiClient tagging, Calls calls, SandboxSpec spec) {
        this.stacks = stacks;
        this.tagging = tagging;
        this.calls = calls;
        this.spec = spec;
    }

    /** One phrase each; empty when nothing is left. */
    List<String> list() {
        List<String> left = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>();
        Optional<Stack> stack = stacks.find(spec.stackName()).filter(found -> spec.owns(Stacks.tags(found)));
        if (stack.isPresent()) {
            left.add("stack %s (%s)".formatted(spec.stackName(), stack.get().stackStatusAsString()));
            named.add(stack.get().stackId());
            for (StackResourceSummary each : stacks.resources(stack.get().stackId())) {
                if (isThere(each)) {
                    left.add("%s %s %s (%s)"
                            .formatted(
                                    each.resourceType(),
                                    each.logicalResourceId(),
                                    each.physicalResourceId(),
                                    each.resourceStatusAsString()));
                    named.add(each.physicalResourceId());
                }
            }
        }
        for (String arn : tagged()) {
            if (!isMemory(arn) && !isOneOf(arn, named) && !isOneOf(arn, deleted)) {
                left.add(arn);
            }
        }
        return left;
    }

    /** Whether only the list by tags names something. */
    boolean isEchoing() {
        List<String> left = list();
        return !left.isEmpty() && left.stream().noneMatch(each -> each.startsWith("stack "));
    }

    /** Learns what a stack has had that is gone. To be asked with the stack's id when the stack is deleted. */
    void learn(String stackId) {
        deleted.add(stackId);
        for (StackResourceSummary each : stacks.resources(stackId)) {
            if (each.resourceStatus() == ResourceStatus.DELETE_COMPLETE && each.physicalResourceId() != null) {
                deleted.add(each.physicalResourceId());
            }
        }
    }

    private static boolean isThere(StackResourceSummary resource) {
        return resource.resourceStatus() != ResourceStatus.DELETE_COMPLETE
                && resource.physicalResourceId() != null
                && !resource.physicalResourceId().isEmpty();
    }

    /**
     * What ECS remembers of tasks that have stopped, and of task definitions that are deregistered, keeps its tags when
     * the stack is gone, and costs nothing. A task that runs has a cluster, which carries the tags too.
     */
    static boolean isMemory(String arn) {
        return arn.contains(":ecs:") && (arn.contains(":task/") || arn.contains(":task-definition/"));
    }

    /** A physical id is the ARN itself, or its last part. */
    private static boolean isOneOf(String arn, Set<String> ids) {
        return ids.stream()
                .anyMatch(id -> arn.equals(id)
                        || arn.endsWith("/" + id)
                        || arn.endsWith(":" + id)
                        || arn.endsWith(":" + id + ":*"));
    }

    private List<String> tagged() {
        List<TagFilter> filters = new ArrayList<>();
        for (Map.Entry<String, String> tag : spec.owner().entrySet()) {
            filters.add(
                    TagFilter.builder().key(tag.getKey()).values(tag.getValue()).build());
        }
        return new TaggedResources(tagging, calls)
                .list("run %d of job %s".formatted(spec.run(), spec.job()), filters).stream()
                        .map(ResourceTagMapping::resourceARN)
                        .toList();
    }
}
