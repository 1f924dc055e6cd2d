package dev.backflow.launcher.serve;

import dev.backflow.launcher.sandbox.ProcessTaskLauncher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;
import org.springframework.cloud.deployer.spi.core.RuntimeEnvironmentInfo;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;
import org.springframework.cloud.deployer.spi.task.TaskStatus;

/** Tasks that end when the test says so. A task has the name of its worker. */
final class FakeTaskLauncher implements TaskLauncher {
    final List<String> launched = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    private final Map<String, String> exitCodes = new HashMap<>();

    void end(String task, @Nullable Integer exitCode) {
        exitCodes.put(task, exitCode == null ? "" : exitCode.toString());
    }

    @Override
    public String launch(AppDeploymentRequest request) {
        String task =
                Objects.requireNonNull(request.getDefinition().getProperties().get("backflow.worker.name"));
        launched.add(task);
        return task;
    }

    @Override
    public TaskStatus status(String task) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(ProcessTaskLauncher.LOG, "/logs/" + task + ".log");
        String exitCode = exitCodes.get(task);
        if (exitCode == null) {
            return new TaskStatus(task, LaunchState.running, attributes);
        }
        if (exitCode.isEmpty()) {
            return new TaskStatus(task, LaunchState.unknown, attributes);
        }
        attributes.put(ProcessTaskLauncher.EXIT_CODE, exitCode);
        return new TaskStatus(task, exitCode.equals("0") ? LaunchState.complete : LaunchState.failed, attributes);
    }

    @Override
    public void cancel(String task) {
        cancelled.add(task);
    }

    @Override
    public void cleanup(String task) {}

    @Override
    public void destroy(String appName) {}

    @Override
    public RuntimeEnvironmentInfo environmentInfo() {
        throw new UnsupportedOperationException();
    }
}
