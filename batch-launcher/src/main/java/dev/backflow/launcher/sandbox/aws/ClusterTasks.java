package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.Pages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks of a run's own cluster, all of which are the run's. */
final class ClusterTasks {
    /** A task has two minutes to end by itself (source: ECS, stopTimeout on Fargate); and a little more to be gone. */
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** As many as DescribeTasks takes (source: ECS API reference). */
    private static final int PAGE = 100;

    private static final String STOPPED = "STOPPED";

    private final EcsClient client;
    private final Calls calls;
    private final Pauses pauses;

    ClusterTasks(EcsClient client, Calls calls, Pauses pauses) {
        this.client = client;
        this.calls = calls;
        this.pauses = pauses;
    }

    /** Asks all tasks to stop, and does not wait. */
    void stop(String cluster) {
        for (String task : list(cluster, DesiredStatus.RUNNING)) {
            calls.change("ecs:StopTask", "task " + task, () -> {
                try {
                    return client.stopTask(
                            request -> request.cluster(cluster).task(task).reason("The run has ended."));
                } catch (EcsException e) {
                    if (AwsFault.of(e) != AwsFault.REFUSED) {
                        throw e;
                    }
                    // It has ended by itself meanwhile.
                    return e;
                }
            });
        }
    }

    /**
     * Asks all tasks to stop, and waits until they have, unless the launcher is told to stop itself.
     *
     * @return those that have not, after some minutes
     */
    List<String> end(String cluster) {
        Duration waited = Duration.ZERO;
        while (true) {
            stop(cluster);
            List<String> living = living(cluster);
            if (living.isEmpty() || waited.compareTo(LONGEST) > 0 || pauses.told()) {
                return living;
            }
            waited = waited.plus(pauses.about(BETWEEN_LOOKS));
        }
    }

    /** Tasks that are not stopped yet. Those that stopped within the last hour are listed too, and looked at. */
    List<String> living(String cluster) {
        List<String> tasks = new ArrayList<>(list(cluster, DesiredStatus.RUNNING));
        tasks.addAll(list(cluster, DesiredStatus.STOPPED));
        List<String> living = new ArrayList<>();
        for (int from = 0; from < tasks.size(); from += PAGE) {
            List<String> page = tasks.subList(from, Math.min(tasks.size(), from + PAGE));
            calls
                    .ask(
                            "ecs:DescribeTasks",
                            "cluster " + cluster,
                            () -> client.describeTasks(
                                    request -> request.cluster(cluster).tasks(page)))
                    .tasks()
                    .stream()
                    .filter(task -> !STOPPED.equals(task.lastStatus()))
                    .map(Task::taskArn)
                    .forEach(living::add);
        }
        return living;
    }

    private List<String> list(String cluster, DesiredStatus desired) {
        return Pages.<ListTasksResponse>byToken(
                        token -> calls.ask("ecs:ListTasks", "cluster " + cluster, () -> {
                            try {
                                return client.listTasks(list -> list.cluster(cluster)
                                        .desiredStatus(desired)
                                        .nextToken(token));
                            } catch (ClusterNotFoundException e) {
                                return null;
                            }
                        }),
                        ListTasksResponse::nextToken)
                .stream()
                .flatMap(page -> page.taskArns().stream())
                .toList();
    }

    /** Whether the cluster is there and takes tasks. */
    boolean isActive(String cluster) {
        return calls
                .ask(
                        "ecs:DescribeClusters",
                        "cluster " + cluster,
                        () -> client.describeClusters(request -> request.clusters(cluster)))
                .clusters()
                .stream()
                .anyMatch(found -> "ACTIVE".equals(found.status()));
    }
}
