package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What becomes of the stacks of a {@link FakeCloud} in the course of time. */
final class FakeStackLife {
    private final FakeCloud cloud;

    FakeStackLife(FakeCloud cloud) {
        this.cloud = cloud;
    }

    FakeStack create(String name, String token, Map<String, String> tags) {
        FakeStack stack = new FakeStack(name, FakeCloud.ARN + name + "/" + cloud.nextNumber(), token, tags);
        stack.unknownFor = cloud.slowToKnow;
        cloud.stacks.put(stack.id, stack);
        stack.became(StackStatus.CREATE_IN_PROGRESS, cloud.time.instant(), "User Initiated");
        cloud.tagged.put(stack.id, stack.tags);
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
            stack.became(StackStatus.CREATE_COMPLETE, cloud.time.instant(), "");
            return;
        }
        FakeStack.Resource next = open.remove(0);
        stack.became(next, ResourceStatus.CREATE_IN_PROGRESS, cloud.time.instant(), "");
        cloud.time.in(Duration.ofSeconds(5), () -> {
            if (stack.status != StackStatus.CREATE_IN_PROGRESS) {
                return;
            }
            if (next.name.equals(cloud.failing)) {
                // Somebody else is told first, though it is no cause.
                if (!open.isEmpty()) {
                    stack.became(
                            open.get(0),
                            ResourceStatus.CREATE_FAILED,
                            cloud.time.instant(),
                            "Resource creation cancelled");
                }
                stack.became(next, ResourceStatus.CREATE_FAILED, cloud.time.instant(), next.name + " limit exceeded");
                stack.became(StackStatus.ROLLBACK_IN_PROGRESS, cloud.time.instant(), "");
                take(stack, StackStatus.ROLLBACK_COMPLETE, StackStatus.ROLLBACK_FAILED);
                return;
            }
            exists(stack, next);
            stack.became(next, ResourceStatus.CREATE_COMPLETE, cloud.time.instant(), "");
            build(stack, open);
        });
    }

    private void exists(FakeStack stack, FakeStack.Resource resource) {
        String id = (stack.name + "-" + resource.name + "-" + cloud.nextNumber()).toLowerCase(Locale.ROOT);
        switch (resource.type) {
            case "AWS::ECS::Cluster" -> {
                id = "arn:aws:ecs:eu-central-1:1:cluster/" + id;
                cloud.clusters.add(id);
            }
            case "AWS::S3::Bucket" -> cloud.buckets.put(id, new FakeBucket());
            default -> {}
        }
        resource.physicalId = id;
        cloud.tagged.put(arn(resource), stack.tags);
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
        FakeStack stack = cloud.stack(nameOrId);
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
        stack.became(StackStatus.DELETE_IN_PROGRESS, cloud.time.instant(), "");
        take(stack, StackStatus.DELETE_COMPLETE, StackStatus.DELETE_FAILED);
    }

    private void take(FakeStack stack, StackStatus done, StackStatus failed) {
        cloud.time.in(Duration.ofSeconds(20), () -> {
            boolean all = true;
            List<FakeStack.Resource> reverse = new ArrayList<>(stack.resources.values());
            Collections.reverse(reverse);
            for (FakeStack.Resource each : reverse) {
                String obstacle = obstacle(each);
                if (!obstacle.isEmpty()) {
                    all = false;
                    stack.became(each, ResourceStatus.DELETE_FAILED, cloud.time.instant(), obstacle);
                } else if (each.status != ResourceStatus.DELETE_COMPLETE) {
                    vanishes(each);
                    stack.became(each, ResourceStatus.DELETE_COMPLETE, cloud.time.instant(), "");
                }
            }
            stack.became(
                    all ? done : failed, cloud.time.instant(), all ? "" : "The following resource(s) failed to delete");
            if (stack.isGone()) {
                cloud.time.in(cloud.echo, () -> cloud.tagged.remove(stack.id));
            }
        });
    }

    private String obstacle(FakeStack.Resource resource) {
        if (resource.physicalId.isEmpty() || resource.status == ResourceStatus.DELETE_COMPLETE) {
            return "";
        }
        int times = cloud.clinging.getOrDefault(resource.name, 0);
        if (times > 0) {
            cloud.clinging.put(resource.name, times - 1);
            return "resource %s has a dependent object".formatted(resource.physicalId);
        }
        FakeBucket bucket = cloud.buckets.get(resource.physicalId);
        if (bucket != null) {
            if (bucket.lateWrites > 0 && !bucket.policy.contains("Deny")) {
                bucket.lateWrites--;
                bucket.put("late");
            }
            return bucket.isEmpty() ? "" : "The bucket you tried to delete is not empty";
        }
        boolean busy = cloud.tasks.values().stream()
                .anyMatch(task -> task.cluster().equals(resource.physicalId) && !task.stopped());
        return busy ? "The Cluster cannot be deleted while Tasks are active." : "";
    }

    private void vanishes(FakeStack.Resource resource) {
        cloud.buckets.remove(resource.physicalId);
        cloud.clusters.remove(resource.physicalId);
        String arn = arn(resource);
        cloud.time.in(cloud.echo, () -> cloud.tagged.remove(arn));
    }
}
