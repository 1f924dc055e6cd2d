package dev.backflow.launcher.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a started process, so that a later launcher can end it and nothing else.
 *
 * @param task the task's id, which the process carries as its option {@link #mark(String)}
 * @param pid the process id, which the system gives to another process when this one is gone
 * @param started when the process started, or null where the system does not tell
 * @param command the path of its executable, or null where the system does not tell
 */
record ProcessRecord(
        String task,
        long pid,
        @Nullable Instant started,
        @Nullable String command) {
    /** The system counts from its boot, whose instant two JVMs may round apart. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    static ProcessRecord of(String task, ProcessHandle process) {
        var info = process.info();
        return new ProcessRecord(
                task,
                process.pid(),
                info.startInstant().orElse(null),
                info.command().orElse(null));
    }

    /** The option by which a task's process is known; Spring Cloud Task enters its value into the task's execution. */
    static String mark(String task) {
        return "-Dspring.cloud.task.external-execution-id=" + task;
    }

    /** The process, if it is alive and is the one that was recorded. */
    Optional<ProcessHandle> living() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(handle -> isOf(handle.info()));
    }

    /**
     * The mark decides where the system shows arguments: start instants move when somebody sets the clock. Without
     * arguments the start decides, and without either a process is never taken for ours.
     */
    boolean isOf(ProcessHandle.Info process) {
        if (command == null || !command.equals(process.command().orElse(null))) {
            return false;
        }
        String[] arguments = process.arguments().orElse(null);
        if (arguments != null) {
            return List.of(arguments).contains(mark(task));
        }
        Instant start = process.startInstant().orElse(null);
        return started != null
                && start != null
                && Duration.between(started, start).abs().compareTo(ROUNDING) <= 0;
    }

    @Override
    public String toString() {
        return "process %d (task %s)".formatted(pid, task);
    }
}
