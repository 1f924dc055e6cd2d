package dev.backflow.launcher.sandbox;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;
import org.springframework.cloud.deployer.spi.task.TaskStatus;

/** Workers of one run as tasks of a {@link TaskLauncher}, wherever it starts them. Safe for use by several threads. */
public final class WorkerTasks {
    /** Attribute of a status, once the task has ended: its exit code, if the platform knows it. */
    public static final String EXIT_CODE = "exitCode";

    /** Attribute of a status: where the task's log is. */
    public static final String LOG = "log";

    /** Attribute of a status: what the platform says about the end of the task, one sentence. */
    public static final String REASON = "reason";

    /** Attribute of a status, {@code true} if the platform took the task's machine away, which no document can cause. */
    public static final String RECLAIMED = "reclaimed";

    private final TaskLauncher tasks;
    private final WorkerStart start;
    private final UnaryOperator<String> logs;

    /** Of tasks that tell where their logs are by {@value #LOG}. */
    public WorkerTasks(TaskLauncher tasks, WorkerStart start) {
        this(tasks, start, task -> tasks.status(task).getAttributes().getOrDefault(LOG, "its log"));
    }

    /** @param logs where the log of a task is, for messages */
    public WorkerTasks(TaskLauncher tasks, WorkerStart start, UnaryOperator<String> logs) {
        this.tasks = tasks;
        this.start = start;
        this.logs = logs;
    }

    /**
     * What is known of a task.
     *
     * @param exitCode null while it runs, and where nobody knows it
     * @param reason what the platform says about its end; null where it says nothing, as for processes
     * @param reclaimed whether the platform took the machine away, so that its end says nothing about a document
     */
    public record State(
            boolean ended,
            @Nullable Integer exitCode,
            @Nullable String reason,
            boolean reclaimed) {}

    /** As {@link WorkerStart#start(int)}. */
    public Map<String, String> start(int count) {
        return start.start(count);
    }

    public State state(String task) {
        TaskStatus status = tasks.status(task);
        LaunchState state = status.getState();
        boolean ended = state == LaunchState.complete
                || state == LaunchState.failed
                || state == LaunchState.cancelled
                || state == LaunchState.unknown;
        if (!ended) {
            return new State(false, null, null, false);
        }
        Map<String, String> attributes = status.getAttributes();
        String exitCode = attributes.get(EXIT_CODE);
        return new State(
                true,
                exitCode == null ? null : Integer.valueOf(exitCode),
                attributes.get(REASON),
                Boolean.parseBoolean(attributes.get(RECLAIMED)));
    }

    /** Ends a worker: politely first, then for certain. Returns at once, or when it has ended. */
    public void cancel(String task) {
        tasks.cancel(task);
    }

    /** Where a worker's own log is, for messages. */
    public String log(String task) {
        return logs.apply(task);
    }
}
