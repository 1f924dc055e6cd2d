package dev.backflow.launcher.sandbox.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** A stack with what has happened to it. */
final class FakeStack {
    /** One resource; its physical id is empty while it does not exist. */
    static final class Resource {
        final String name;
        final String type;
        String physicalId = "";
        ResourceStatus status = ResourceStatus.CREATE_IN_PROGRESS;

        Resource(String name, String type) {
            this.name = name;
            this.type = type;
        }
    }

    final String name;
    final String id;
    final String token;
    final Map<String, String> tags;
    final Map<String, String> parameters = new TreeMap<>();
    final Map<String, Resource> resources = new LinkedHashMap<>();
    final List<StackEvent> events = new ArrayList<>();
    StackStatus status = StackStatus.CREATE_IN_PROGRESS;
    boolean protectedFromDeletion;

    /** How many more questions are answered as if there were no such stack yet. */
    int unknownFor;

    FakeStack(String name, String id, String token, Map<String, String> tags) {
        this.name = name;
        this.id = id;
        this.token = token;
        this.tags = Map.copyOf(tags);
    }

    String physicalId(String resource) {
        return Objects.requireNonNull(resources.get(resource)).physicalId;
    }

    boolean isGone() {
        return status == StackStatus.DELETE_COMPLETE;
    }

    void became(StackStatus now, Instant at, String reason) {
        status = now;
        events.add(0, event(name, "AWS::CloudFormation::Stack", id, ResourceStatus.fromValue(word(now)), at, reason));
    }

    /** Events have fewer words than stacks. */
    private static String word(StackStatus status) {
        return status.toString();
    }

    void became(Resource resource, ResourceStatus now, Instant at, String reason) {
        resource.status = now;
        events.add(0, event(resource.name, resource.type, resource.physicalId, now, at, reason));
    }

    private StackEvent event(
            String logical, String type, String physical, ResourceStatus now, Instant at, String reason) {
        return StackEvent.builder()
                .stackId(id)
                .stackName(name)
                .eventId(id + "-" + events.size())
                .logicalResourceId(logical)
                .resourceType(type)
                .physicalResourceId(physical)
                .resourceStatus(now)
                .resourceStatusReason(reason.isEmpty() ? null : reason)
                .timestamp(at)
                .build();
    }

    Stack asAnswer(Map<String, String> outputs) {
        return Stack.builder()
                .stackName(name)
                .stackId(id)
                .stackStatus(status)
                .creationTime(events.get(events.size() - 1).timestamp())
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .parameters(parameters.entrySet().stream()
                        .map(parameter -> Parameter.builder()
                                .parameterKey(parameter.getKey())
                                .parameterValue(parameter.getValue())
                                .build())
                        .toList())
                .outputs(outputs.entrySet().stream()
                        .map(output -> software.amazon.awssdk.services.cloudformation.model.Output.builder()
                                .outputKey(output.getKey())
                                .outputValue(output.getValue())
                                .build())
                        .toList())
                .build();
    }

    List<StackResourceSummary> summaries() {
        return resources.values().stream()
                .map(each -> StackResourceSummary.builder()
                        .logicalResourceId(each.name)
                        .resourceType(each.type)
                        .physicalResourceId(each.physicalId.isEmpty() ? null : each.physicalId)
                        .resourceStatus(each.status)
                        .build())
                .toList();
    }
}
