package dev.backflow.launcher.sandbox.aws;

import dev.backflow.launcher.sandbox.DeployedResource;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** What happens to the resources of one stack, told as it comes, each event once. */
final class StackEvents {
    private static final String CANCELLED = "Resource creation cancelled";

    private final Stacks stacks;
    private final String stack;
    private final Surroundings surroundings;
    private final Set<String> seen = new HashSet<>();
    private final List<StackEvent> events = new ArrayList<>();

    /** @param stack its id */
    StackEvents(Stacks stacks, String stack, Surroundings surroundings) {
        this.stacks = stacks;
        this.stack = stack;
        this.surroundings = surroundings;
    }

    /** Tells what is new since the last time. */
    void follow() {
        for (StackEvent event : unseen()) {
            events.add(event);
            if (isFailure(event)) {
                surroundings.failures().accept(Stacks.line(event) + ": " + reason(event));
            } else {
                surroundings.news().accept(Stacks.line(event));
            }
        }
    }

    /** Takes note of what has happened so far, and tells nothing. */
    void skip() {
        events.addAll(unseen());
    }

    /** In the order in which it happened; pages have the newest first. */
    private Deque<StackEvent> unseen() {
        Deque<StackEvent> fresh = new ArrayDeque<>();
        for (DescribeStackEventsResponse page : stacks.events(stack)) {
            for (StackEvent event : page.stackEvents()) {
                if (!seen.add(event.eventId())) {
                    return fresh;
                }
                fresh.addFirst(event);
            }
        }
        return fresh;
    }

    private static boolean isFailure(StackEvent event) {
        String status = event.resourceStatusAsString();
        return status != null && status.endsWith("_FAILED");
    }

    private static String reason(StackEvent event) {
        String reason = event.resourceStatusReason();
        return reason == null
                ? "no reason is given"
                : reason.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** Why the creation failed: the earliest fault that is not the consequence of another one. */
    String firstCause() {
        return events.stream()
                .filter(event -> event.resourceStatus() == ResourceStatus.CREATE_FAILED)
                .filter(event -> !reason(event).contains(CANCELLED))
                .findFirst()
                .map(event -> "%s (%s): %s".formatted(event.logicalResourceId(), event.resourceType(), reason(event)))
                .orElse("CloudFormation does not tell");
    }

    /** What could not be deleted the last time that it was tried, with the reasons. */
    List<String> undeleted() {
        Map<String, String> last = new LinkedHashMap<>();
        for (StackEvent event : events) {
            if (event.resourceStatus() == ResourceStatus.DELETE_FAILED && !isOfTheStack(event)) {
                last.put(
                        event.logicalResourceId(),
                        "%s (%s): %s".formatted(event.logicalResourceId(), event.resourceType(), reason(event)));
            } else {
                last.remove(event.logicalResourceId());
            }
        }
        return List.copyOf(last.values());
    }

    /** How long each resource took that is there; the stack itself is the last one. */
    List<DeployedResource> times() {
        Map<String, Instant> begun = new LinkedHashMap<>();
        List<DeployedResource> times = new ArrayList<>();
        for (StackEvent event : events) {
            if (event.resourceStatus() == ResourceStatus.CREATE_IN_PROGRESS) {
                begun.putIfAbsent(event.logicalResourceId(), event.timestamp());
            } else if (event.resourceStatus() == ResourceStatus.CREATE_COMPLETE) {
                Instant from = begun.getOrDefault(event.logicalResourceId(), event.timestamp());
                times.add(
                        new DeployedResource(event.logicalResourceId(), event.resourceType(), from, event.timestamp()));
            }
        }
        return times;
    }

    private static boolean isOfTheStack(StackEvent event) {
        return event.stackId().equals(event.physicalResourceId());
    }
}
