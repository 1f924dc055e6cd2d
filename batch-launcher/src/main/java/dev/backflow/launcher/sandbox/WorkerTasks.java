package dev.backflow.launcher.sandbox;

import dev.backflow.run.job.DataSize;
import dev.backflow.worker.repository.RepositoryAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.deployer.spi.core.AppDefinition;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;
import org.springframework.cloud.deployer.spi.task.TaskStatus;

/** Worker processes of one run as tasks of a {@link TaskLauncher}. Safe for use by several threads. */
public final class WorkerTasks {
    /** A worker serves few slots, and is to give its memory to the hook. */
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC");

    private final TaskLauncher tasks;
    private final ProgramResource program;
    private final Path order;
    private final RepositoryAddress repository;
    private final @Nullable DataSize memory;
    private final UnaryOperator<String> executions;

    /**
     * @param program the launcher itself, which serves as a worker by its verb {@code worker}
     * @param order the work order of the run
     * @param repository reaches workers by their environment, never by their arguments
     * @param memory the largest heap of one worker; null for the JVM's own choice
     * @param executions what Spring Cloud Task is to call a worker's execution; no other worker of the repository's
     *     jobs may have the same
     */
    public WorkerTasks(
            TaskLauncher tasks,
            ProgramResource program,
            Path order,
            RepositoryAddress repository,
            @Nullable DataSize memory,
            UnaryOperator<String> executions) {
        this.tasks = tasks;
        this.program = program;
        this.order = order;
        this.repository = repository;
        this.memory = memory;
        this.executions = executions;
    }

    /** What is known of a task; the exit code is null while it runs, and where nobody knows it. */
    public record State(boolean ended, @Nullable Integer exitCode) {}

    /**
     * Starts one worker and returns at once.
     *
     * @return the task's id
     */
    public String start(String worker) {
        Map<String, String> properties = new HashMap<>();
        properties.put("backflow.worker.order", order.toString());
        properties.put("backflow.worker.name", worker);
        properties.put("backflow.worker.task-id", worker);
        properties.put("backflow.worker.ends-with-input", "true");
        properties.put("backflow.repository.url", repository.url());
        properties.put("backflow.repository.user", repository.user());
        properties.put("backflow.repository.password", repository.password());
        properties.put("backflow.repository.connections", Integer.toString(repository.connections()));
        properties.put("spring.cloud.task.external-execution-id", executions.apply(worker));
        Map<String, String> deployment = new LinkedHashMap<>();
        deployment.put(ProcessTaskLauncher.JAVA_OPTIONS, String.join(" ", JAVA_OPTIONS));
        if (memory != null) {
            deployment.put(ProcessTaskLauncher.MEMORY, memory.megabytes() + "m");
        }
        return tasks.launch(new AppDeploymentRequest(
                new AppDefinition("backflow-worker", properties), program, deployment, List.of("worker")));
    }

    public State state(String task) {
        TaskStatus status = tasks.status(task);
        LaunchState state = status.getState();
        boolean ended = state == LaunchState.complete
                || state == LaunchState.failed
                || state == LaunchState.cancelled
                || state == LaunchState.unknown;
        String exitCode = ended ? status.getAttributes().get(ProcessTaskLauncher.EXIT_CODE) : null;
        return new State(ended, exitCode == null ? null : Integer.valueOf(exitCode));
    }

    /** Ends a worker: politely first, then for certain. Returns at once, or when it has ended. */
    public void cancel(String task) {
        tasks.cancel(task);
    }

    /** Where a worker's own log is, for messages. */
    public String log(String task) {
        return tasks.status(task).getAttributes().getOrDefault(ProcessTaskLauncher.LOG, "its log");
    }
}
