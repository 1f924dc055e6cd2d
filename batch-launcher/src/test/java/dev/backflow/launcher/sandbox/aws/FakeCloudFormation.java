package dev.backflow.launcher.sandbox.aws;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.DetectStackResourceDriftRequest;
import software.amazon.awssdk.services.cloudformation.model.DetectStackResourceDriftResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** CloudFormation in a {@link FakeCloud}. */
final class FakeCloudFormation implements CloudFormationClient {
    private static final int EVENTS_A_PAGE = 5;

    private final FakeCloud cloud;

    FakeCloudFormation(FakeCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public CreateStackResponse createStack(CreateStackRequest request) {
        return cloud.changes("cloudformation:CreateStack", () -> {
            String token = cloud.has(FakeCloud.Sabotage.NO_TOKEN)
                    ? "random-" + cloud.calls.size()
                    : request.clientRequestToken();
            for (FakeStack stack : cloud.stacks.values()) {
                if (stack.token.equals(token)) {
                    if (stack.isGone()) {
                        throw TokenAlreadyExistsException.builder()
                                .message("token used up")
                                .statusCode(400)
                                .build();
                    }
                    return CreateStackResponse.builder().stackId(stack.id).build();
                }
            }
            FakeStack there = cloud.stack(request.stackName());
            if (there != null) {
                if (there.tags
                                .getOrDefault("backflow:run", "")
                                .equals(tags(request).get("backflow:run"))
                        && there.token.startsWith("random-")) {
                    cloud.violations.add("the same creation was asked for with two tokens");
                }
                throw AlreadyExistsException.builder()
                        .message("Stack [%s] already exists".formatted(request.stackName()))
                        .statusCode(400)
                        .build();
            }
            if (!cloud.schedules.containsKey(request.stackName())) {
                cloud.violations.add("a stack was created before its dead-man's switch");
            }
            FakeStack made = cloud.create(request.stackName(), token, tags(request));
            request.parameters().forEach(each -> made.parameters.put(each.parameterKey(), each.parameterValue()));
            return CreateStackResponse.builder().stackId(made.id).build();
        });
    }

    private static Map<String, String> tags(CreateStackRequest request) {
        Map<String, String> tags = new TreeMap<>();
        for (Tag tag : request.tags()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        return cloud.asks("cloudformation:DescribeStacks", () -> {
            if (request.stackName() == null) {
                return DescribeStacksResponse.builder()
                        .stacks(cloud.stacks.values().stream()
                                .filter(stack -> !stack.isGone())
                                .map(this::answer)
                                .toList())
                        .build();
            }
            return DescribeStacksResponse.builder()
                    .stacks(answer(known(request.stackName(), "cloudformation:DescribeStacks")))
                    .build();
        });
    }

    private Stack answer(FakeStack stack) {
        Stack answer = stack.asAnswer(cloud.outputs(stack));
        if (cloud.has(FakeCloud.Sabotage.NO_ADOPTION)) {
            return answer.toBuilder().tags(java.util.List.of()).build();
        }
        if (cloud.has(FakeCloud.Sabotage.OWNER_UNCHECKED)) {
            Map<String, String> own = Samples.plan(cloud.time.instant()).tags(Samples.spec());
            return answer.toBuilder()
                    .tags(own.entrySet().stream()
                            .map(tag -> Tag.builder()
                                    .key(tag.getKey())
                                    .value(tag.getValue())
                                    .build())
                            .toList())
                    .build();
        }
        return answer;
    }

    private FakeStack known(String nameOrId, String action) {
        FakeStack stack = cloud.stack(nameOrId);
        if (stack == null || stack.unknownFor-- > 0) {
            throw CloudFaults.service(
                    action, "ValidationError", "Stack with id %s does not exist".formatted(nameOrId), 400);
        }
        return stack;
    }

    @Override
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        return cloud.asks("cloudformation:DescribeStackEvents", () -> {
            FakeStack stack = known(request.stackName(), "cloudformation:DescribeStackEvents");
            int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
            int to = Math.min(stack.events.size(), from + EVENTS_A_PAGE);
            return DescribeStackEventsResponse.builder()
                    .stackEvents(stack.events.subList(from, to))
                    .nextToken(to < stack.events.size() ? Integer.toString(to) : null)
                    .build();
        });
    }

    @Override
    public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
        return cloud.asks(
                "cloudformation:ListStackResources",
                () -> ListStackResourcesResponse.builder()
                        .stackResourceSummaries(known(request.stackName(), "cloudformation:ListStackResources")
                                .summaries())
                        .build());
    }

    @Override
    public DetectStackResourceDriftResponse detectStackResourceDrift(DetectStackResourceDriftRequest request) {
        return cloud.asks(
                "cloudformation:DetectStackResourceDrift",
                () -> DetectStackResourceDriftResponse.builder()
                        .stackResourceDrift(drift -> drift.stackResourceDriftStatus(
                                cloud.lost.contains(request.logicalResourceId())
                                        ? StackResourceDriftStatus.DELETED
                                        : StackResourceDriftStatus.IN_SYNC))
                        .build());
    }

    @Override
    public DeleteStackResponse deleteStack(DeleteStackRequest request) {
        return cloud.changes("cloudformation:DeleteStack", () -> {
            FakeStack stack = cloud.stack(request.stackName());
            if (stack != null && !stack.isGone() && !Samples.spec().owns(stack.tags)) {
                cloud.violations.add("a stack was deleted that is not the run's: " + stack.name);
            }
            if (cloud.has(FakeCloud.Sabotage.SWITCH_REMOVED_EARLY) && stack != null) {
                cloud.schedules.remove(stack.name);
            }
            if (stack != null && request.deletionModeAsString().equals("FORCE_DELETE_STACK")) {
                cloud.forced.add(stack.name);
                cloud.clinging.clear();
            }
            cloud.delete(request.stackName());
            return DeleteStackResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return "cloudformation";
    }

    @Override
    public void close() {}
}
