package dev.backflow.launcher.sandbox.aws;

import java.util.Objects;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** The end of tasks in a {@link FakeCloud}. */
final class FakeClusters implements EcsClient {
    private final FakeCloud cloud;

    FakeClusters(FakeCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        return cloud.asks("ecs:ListTasks", () -> {
            if (!cloud.clusters.contains(request.cluster())) {
                throw ClusterNotFoundException.builder()
                        .message("Cluster not found.")
                        .statusCode(400)
                        .build();
            }
            boolean asked = request.desiredStatus() == DesiredStatus.STOPPED;
            return ListTasksResponse.builder()
                    .taskArns(cloud.tasks.entrySet().stream()
                            .filter(task -> task.getValue().cluster().equals(request.cluster()))
                            .filter(task -> task.getValue().asked() == asked)
                            .map(java.util.Map.Entry::getKey)
                            .toList())
                    .build();
        });
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        return cloud.asks(
                "ecs:DescribeTasks",
                () -> DescribeTasksResponse.builder()
                        .tasks(request.tasks().stream()
                                .map(task -> Task.builder()
                                        .taskArn(task)
                                        .lastStatus(
                                                Objects.requireNonNull(cloud.tasks.get(task))
                                                                .stopped()
                                                        ? "STOPPED"
                                                        : "RUNNING")
                                        .build())
                                .toList())
                        .build());
    }

    @Override
    public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
        return cloud.asks(
                "ecs:DescribeClusters",
                () -> DescribeClustersResponse.builder()
                        .clusters(request.clusters().stream()
                                .filter(cloud.clusters::contains)
                                .map(cluster -> Cluster.builder()
                                        .clusterArn(cluster)
                                        .status("ACTIVE")
                                        .build())
                                .toList())
                        .build());
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
        return cloud.changes("ecs:StopTask", () -> {
            if (!cloud.has(FakeCloud.Sabotage.TASKS_KEPT)) {
                cloud.stopSoon(request.task());
            }
            return StopTaskResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return "ecs";
    }

    @Override
    public void close() {}
}
