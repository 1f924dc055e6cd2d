package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.Pages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** CloudFormation, as far as sandboxes need it. */
final class Stacks {
    /** As long as CloudFormation itself works on a stack before it gives up. */
    static final int MINUTES_TO_CREATE = 30;

    private static final int MOST_TOKENS = 50;

    private final CloudFormationClient client;
    private final Calls calls;

    Stacks(CloudFormationClient client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    /**
     * A stack that is not deleted.
     *
     * @param name or its id
     */
    Optional<Stack> find(String name) {
        return calls.ask(
                "cloudformation:DescribeStacks",
                "stack " + name,
                () -> Optional.ofNullable(known(() -> client.describeStacks(request -> request.stackName(name))))
                        .flatMap(answer -> answer.stacks().stream()
                                .filter(stack -> stack.stackStatus() != StackStatus.DELETE_COMPLETE)
                                .findFirst()));
    }

    /** All stacks of the region that a test holds for. */
    List<Stack> all(Predicate<Stack> wanted) {
        return Pages.<DescribeStacksResponse>byToken(
                        token -> calls.ask(
                                "cloudformation:DescribeStacks",
                                "all stacks",
                                () -> client.describeStacks(list -> list.nextToken(token))),
                        DescribeStacksResponse::nextToken)
                .stream()
                .flatMap(page -> page.stacks().stream())
                .filter(stack -> stack.stackStatus() != StackStatus.DELETE_COMPLETE)
                .filter(wanted)
                .toList();
    }

    /**
     * Asks for the stack to be created. Asking again, also by another launcher, creates no second one: the token follows
     * from the run. A token is used up with its stack, so that a stack that was deleted has a successor by the next one.
     *
     * @return the stack's id; empty if there is a stack of that name, whosever it is
     */
    Optional<String> create(SandboxSpec spec, Base base, StackPlan plan) {
        for (int generation = 1; generation <= MOST_TOKENS; generation++) {
            CreateStackRequest request = request(spec, base, plan, generation);
            Optional<Optional<String>> answer =
                    calls.change("cloudformation:CreateStack", "stack " + spec.stackName(), () -> {
                        try {
                            return Optional.of(
                                    Optional.of(client.createStack(request).stackId()));
                        } catch (AlreadyExistsException e) {
                            return Optional.of(Optional.empty());
                        } catch (TokenAlreadyExistsException e) {
                            return Optional.empty();
                        }
                    });
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return Optional.empty();
    }

    private static CreateStackRequest request(SandboxSpec spec, Base base, StackPlan plan, int generation) {
        List<Parameter> parameters = new ArrayList<>();
        plan.parameters(spec)
                .forEach((key, value) -> parameters.add(Parameter.builder()
                        .parameterKey(key)
                        .parameterValue(value)
                        .build()));
        return CreateStackRequest.builder()
                .stackName(spec.stackName())
                .clientRequestToken(spec.token(generation))
                .roleARN(base.serviceRoleArn())
                .templateBody(plan.template())
                .parameters(parameters)
                .tags(tags(plan.tags(spec)))
                .capabilities(Capability.CAPABILITY_IAM)
                .timeoutInMinutes(MINUTES_TO_CREATE)
                .build();
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /**
     * Asks for a stack to be deleted.
     *
     * @param force leaves behind what cannot be deleted; only for a stack in the state DELETE_FAILED
     */
    void delete(String id, boolean force) {
        calls.change(
                "cloudformation:DeleteStack",
                "stack " + id,
                () -> client.deleteStack(
                        request -> request.stackName(id).deletionMode(force ? "FORCE_DELETE_STACK" : "STANDARD")));
    }

    /** What the stack consists of, also when it is deleted; none if nothing is known of it. */
    List<StackResourceSummary> resources(String id) {
        return Pages.<ListStackResourcesResponse>byToken(
                        token -> calls.ask(
                                "cloudformation:ListStackResources",
                                "stack " + id,
                                () -> known(() -> client.listStackResources(
                                        list -> list.stackName(id).nextToken(token)))),
                        ListStackResourcesResponse::nextToken)
                .stream()
                .flatMap(page -> page.stackResourceSummaries().stream())
                .toList();
    }

    /** A stack's events, the newest first; none if nothing is known of it. */
    Pages<DescribeStackEventsResponse> events(String id) {
        return Pages.byToken(
                token -> calls.ask(
                        "cloudformation:DescribeStackEvents",
                        "stack " + id,
                        () -> known(() -> client.describeStackEvents(
                                list -> list.stackName(id).nextToken(token)))),
                DescribeStackEventsResponse::nextToken);
    }

    /** Whether a resource of the stack is known to be gone, though the stack has it. */
    boolean isLost(String id, StackResourceSummary resource) {
        return calls.ask("cloudformation:DetectStackResourceDrift", "stack " + id, () -> {
            try {
                var drift = client.detectStackResourceDrift(
                                request -> request.stackName(id).logicalResourceId(resource.logicalResourceId()))
                        .stackResourceDrift();
                return drift != null && drift.stackResourceDriftStatus() == StackResourceDriftStatus.DELETED;
            } catch (CloudFormationException e) {
                if (AwsFault.of(e) == AwsFault.REFUSED) {
                    // Not every service behind CloudFormation can tell.
                    return false;
                }
                throw e;
            }
        });
    }

    static Map<String, String> outputs(Stack stack) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (Output output : stack.outputs()) {
            outputs.put(output.outputKey(), output.outputValue());
        }
        return outputs;
    }

    static Map<String, String> tags(Stack stack) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : stack.tags()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    static String line(StackEvent event) {
        return "%s (%s) %s".formatted(event.logicalResourceId(), event.resourceType(), event.resourceStatusAsString());
    }

    /**
     * What is answered about a stack; null if nothing is known of it. One that was just created is not known everywhere at
     * once, and one that is deleted not any more.
     */
    private static <T> @Nullable T known(Supplier<T> call) {
        try {
            return call.get();
        } catch (CloudFormationException e) {
            if (isOfAbsence(e)) {
                return null;
            }
            throw e;
        }
    }

    private static boolean isOfAbsence(AwsServiceException fault) {
        return AwsFault.code(fault).equals("ValidationError")
                && String.valueOf(fault.getMessage()).contains("does not exist");
    }
}
