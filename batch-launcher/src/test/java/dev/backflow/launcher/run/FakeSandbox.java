package dev.backflow.launcher.run;

import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.launcher.sandbox.WorkerSettings;
import dev.backflow.launcher.sandbox.WorkerTasks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;

/** A sandbox that is only torn down, with what is left of it and what goes wrong. */
class FakeSandbox implements Sandbox {
    final List<String> left = new ArrayList<>();

    @Nullable
    RuntimeException fault;

    @Nullable
    RuntimeException unknown;

    @Override
    public void deploy() {}

    @Override
    public TaskLauncher taskLauncher() {
        throw new IllegalStateException("nothing is started here");
    }

    @Override
    public WorkerTasks workers(WorkerSettings settings) {
        throw new IllegalStateException("nothing is started here");
    }

    @Override
    public List<String> remaining() {
        if (unknown != null) {
            throw unknown;
        }
        return left;
    }

    @Override
    public void teardown() {
        if (fault != null) {
            throw fault;
        }
    }
}
