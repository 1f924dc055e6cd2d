package dev.backflow.launcher.sandbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cloud.deployer.spi.core.AppDefinition;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;

/** Starts workers as processes of this machine, named in their order: {@code w2-1} is the first one under epoch 2. */
public final class ProcessWorkerStart implements WorkerStart {
    /** A worker serves few slots, and is to give its memory to the hook. */
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC");

    private final TaskLauncher tasks;
    private final ProgramResource program;
    private final WorkerSettings settings;
    private int started;

    /** @param program the launcher itself, which serves as a worker by its verb {@code worker} */
    public ProcessWorkerStart(TaskLauncher tasks, ProgramResource program, WorkerSettings settings) {
        this.tasks = tasks;
        this.program = program;
        this.settings = settings;
    }

    @Override
    public synchronized Map<String, String> start(int count) {
        Map<String, String> taskByWorker = new LinkedHashMap<>();
        while (taskByWorker.size() < count) {
            String worker = "w%d-%d".formatted(settings.epoch(), ++started);
            taskByWorker.put(worker, tasks.launch(request(worker)));
        }
        return taskByWorker;
    }

    private AppDeploymentRequest request(String worker) {
        var repository = settings.repository();
        Map<String, String> properties = new HashMap<>();
        properties.put("backflow.worker.order", settings.order());
        properties.put("backflow.worker.name", worker);
        properties.put("backflow.worker.task-id", worker);
        properties.put("backflow.worker.ends-with-input", "true");
        properties.put("backflow.repository.url", repository.url());
        properties.put("backflow.repository.user", repository.user());
        properties.put("backflow.repository.password", repository.password());
        properties.put("backflow.repository.connections", Integer.toString(repository.connections()));
        properties.put(
                "spring.cloud.task.external-execution-id", settings.executions().apply(worker));
        Map<String, String> deployment = new LinkedHashMap<>();
        deployment.put(ProcessTaskLauncher.JAVA_OPTIONS, String.join(" ", JAVA_OPTIONS));
        var memory = settings.memory();
        if (memory != null) {
            deployment.put(ProcessTaskLauncher.MEMORY, memory.megabytes() + "m");
        }
        return new AppDeploymentRequest(
                new AppDefinition("backflow-worker", properties), program, deployment, List.of("worker"));
    }
}
