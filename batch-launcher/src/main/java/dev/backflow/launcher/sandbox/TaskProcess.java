package dev.backflow.launcher.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.cloud.deployer.spi.task.TaskStatus;

/** A task that was started: its process, its log, and whether somebody has cancelled it. */
final class TaskProcess {
    private final String id;
    private final String name;
    private final Process process;
    private final TaskLog log;
    private final Termination termination;
    private @Nullable CompletableFuture<Void> ending;

    TaskProcess(String id, String name, Process process, TaskLog log, Termination termination) {
        this.id = id;
        this.name = name;
        this.process = process;
        this.log = log;
        this.termination = termination;
    }

    String id() {
        return id;
    }

    /** The name of the task's definition, which many tasks may share. */
    String name() {
        return name;
    }

    TaskLog log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Begins to end the process unless that has begun, or the process has ended; the answer is done when it has. */
    synchronized CompletableFuture<Void> cancel() {
        if (ending == null) {
            if (!process.isAlive()) {
                return CompletableFuture.completedFuture(null);
            }
            ending = termination.end(process.toHandle(), process.onExit());
        }
        return ending;
    }

    synchronized TaskStatus status() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(ProcessTaskLauncher.PID, Long.toString(process.pid()));
        attributes.put(ProcessTaskLauncher.LOG, log.file().toString());
        if (process.isAlive()) {
            return new TaskStatus(id, LaunchState.running, attributes);
        }
        attributes.put(ProcessTaskLauncher.EXIT_CODE, Integer.toString(process.exitValue()));
        return new TaskStatus(id, endState(), attributes);
    }

    private LaunchState endState() {
        if (ending != null) {
            return LaunchState.cancelled;
        }
        return process.exitValue() == 0 ? LaunchState.complete : LaunchState.failed;
    }
}
