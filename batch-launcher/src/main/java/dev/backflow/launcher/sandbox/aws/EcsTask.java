package dev.backflow.launcher.sandbox.aws;

import dev.backflow.launcher.sandbox.WorkerTasks;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.cloud.deployer.spi.task.TaskStatus;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * What ECS says of a task: never less than the last time, as it may forget, and asks are answered by several of its
 * machines.
 *
 * @param state as the deployer has it
 * @param exitCode of the container; null while it runs, and when it never did
 * @param reason why it ended, in ECS's words; null while it runs
 * @param reclaimed whether AWS took the capacity back, or lost the machine
 */
record EcsTask(
        LaunchState state,
        @Nullable Integer exitCode,
        @Nullable String reason,
        boolean reclaimed) {
    static final EcsTask STARTED = new EcsTask(LaunchState.launching, null, null, false);

    /** Nobody knows how it ended. */
    static final EcsTask MISSING = new EcsTask(LaunchState.unknown, null, "ECS does not know the task any more", false);

    /** Those of {@link TaskStopCode} that a worker cannot bring about, and a newer one. */
    private static final Set<String> RECLAIMED = Set.of(
            TaskStopCode.SPOT_INTERRUPTION.toString(),
            TaskStopCode.TERMINATION_NOTICE.toString(),
            "InfrastructureHealth");

    /** @param cancelled whether this launcher has asked for its end */
    static EcsTask of(Task task, boolean cancelled) {
        @Nullable
        Container container = task.containers().stream()
                .filter(each -> EcsTaskLauncher.CONTAINER.equals(each.name()))
                .findFirst()
                .orElse(null);
        String status = String.valueOf(task.lastStatus());
        // Its container's end is what counts: to take down the network of a task takes many seconds more.
        boolean ended = status.equals("STOPPED")
                || status.equals("DELETED")
                || (container != null && "STOPPED".equals(container.lastStatus()) && container.exitCode() != null);
        if (!ended) {
            return new EcsTask(running(status) ? LaunchState.running : LaunchState.launching, null, null, false);
        }
        @Nullable Integer exitCode = container == null ? null : container.exitCode();
        boolean reclaimed = RECLAIMED.contains(String.valueOf(task.stopCodeAsString()));
        return new EcsTask(end(exitCode, cancelled), exitCode, reason(task, container), reclaimed);
    }

    private static boolean running(String status) {
        return switch (status) {
            case "RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING" -> true;
            default -> false;
        };
    }

    private static LaunchState end(@Nullable Integer exitCode, boolean cancelled) {
        if (cancelled) {
            return LaunchState.cancelled;
        }
        return exitCode != null && exitCode == 0 ? LaunchState.complete : LaunchState.failed;
    }

    private static String reason(Task task, @Nullable Container container) {
        String why = container == null || container.reason() == null ? task.stoppedReason() : container.reason();
        String words = why == null || why.isBlank() ? "ECS gave no reason" : why;
        boolean unpulled = words.contains("CannotPullContainer");
        return unpulled && container != null
                ? "the image %s could not be pulled (%s)".formatted(container.image(), words)
                : words;
    }

    boolean hasEnded() {
        return state != LaunchState.launching && state != LaunchState.running;
    }

    /** Whether it has ended before there was a container that could have written anything. */
    boolean hasNeverRun() {
        return state == LaunchState.failed && exitCode == null;
    }

    TaskStatus status(String arn, String log) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(WorkerTasks.LOG, log);
        if (exitCode != null) {
            attributes.put(WorkerTasks.EXIT_CODE, exitCode.toString());
        }
        if (reason != null) {
            attributes.put(WorkerTasks.REASON, reason);
        }
        attributes.put(WorkerTasks.RECLAIMED, Boolean.toString(reclaimed));
        return new TaskStatus(arn, state, attributes);
    }
}
