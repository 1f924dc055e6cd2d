package dev.backflow.launcher.sandbox.aws;

import dev.backflow.launcher.sandbox.WorkerSettings;
import dev.backflow.launcher.sandbox.WorkerStart;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cloud.deployer.spi.core.AppDefinition;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;

/**
 * Starts workers as ECS tasks. One call starts several that are all alike, so each takes its name from its task:
 * {@code w2-} and the beginning of the task's id, which the task itself finds out.
 */
public final class EcsWorkerStart implements WorkerStart {
    /** Makes names that two tasks of a run share once in a hundred million runs, and that still fit in a line. */
    private static final int NAME_LENGTH = 12;

    private final EcsTaskLauncher tasks;
    private final AppDeploymentRequest request;
    private final String prefix;
    private boolean alone;

    /** @param taskDefinition ARN; its secrets give the worker user and password of the job repository */
    public EcsWorkerStart(EcsTaskLauncher tasks, String taskDefinition, WorkerSettings settings) {
        this.tasks = tasks;
        this.prefix = "w%d-".formatted(settings.epoch());
        this.request = new AppDeploymentRequest(
                new AppDefinition("backflow-worker", properties(settings)),
                new TaskDefinitionResource(taskDefinition),
                Map.of(),
                List.of("worker"));
    }

    private Map<String, String> properties(WorkerSettings settings) {
        String name = prefix + "${backflow.ecs.task-name}";
        Map<String, String> properties = new HashMap<>();
        properties.put("backflow.worker.order", settings.order());
        properties.put("backflow.worker.name", name);
        properties.put("backflow.worker.task-id", "${backflow.ecs.task-id}");
        // It costs money, and a new one can be started when work comes up again.
        properties.put("backflow.worker.idle", "1m");
        properties.put("backflow.repository.url", settings.repository().url());
        properties.put(
                "backflow.repository.connections",
                Integer.toString(settings.repository().connections()));
        properties.put(
                "spring.cloud.task.external-execution-id", settings.executions().apply(name));
        var cpu = settings.cpu();
        if (cpu != null) {
            properties.put("backflow.worker.cpu-units", Integer.toString(cpu.units()));
        }
        return properties;
    }

    @Override
    public synchronized Map<String, String> start(int count) {
        if (!alone) {
            tasks.cancelOthers();
            alone = true;
        }
        Map<String, String> taskByWorker = new LinkedHashMap<>();
        tasks.launch(request, count).forEach(task -> taskByWorker.put(prefix + name(task), task));
        return taskByWorker;
    }

    private static String name(String arn) {
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        return id.substring(0, Math.min(NAME_LENGTH, id.length()));
    }
}
