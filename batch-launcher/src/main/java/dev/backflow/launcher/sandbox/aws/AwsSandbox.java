package dev.backflow.launcher.sandbox.aws;

import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.launcher.sandbox.WorkerSettings;
import dev.backflow.launcher.sandbox.WorkerTasks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sandbox that is a CloudFormation stack. */
public final class AwsSandbox implements Sandbox {
    private final TaskLaunching tasks;
    private volatile @Nullable SandboxOutputs outputs;
    private @Nullable EcsTaskLauncher launcher;

    /** @param tasks makes the launcher of tasks once the stack is there */
    public AwsSandbox(AwsClients clients, Base base, SandboxSpec spec, TaskLaunching tasks, Surroundings surroundings) {
        this.tasks = tasks;
    }

    @Override
    public void deploy() {
        throw new SandboxException(SandboxException.Kind.UNAVAILABLE, "Stacks cannot be created yet.");
    }

    /** @throws IllegalStateException if this object has not deployed the sandbox, or has torn it down since */
    public SandboxOutputs outputs() {
        SandboxOutputs known = outputs;
        if (known == null) {
            throw new IllegalStateException("the sandbox is not deployed");
        }
        return known;
    }

    @Override
    public synchronized EcsTaskLauncher taskLauncher() {
        SandboxOutputs deployed = outputs();
        EcsTaskLauncher made = launcher;
        if (made == null) {
            made = tasks.in(deployed);
            launcher = made;
        }
        return made;
    }

    @Override
    public WorkerTasks workers(WorkerSettings settings) {
        EcsTaskLauncher launcher = taskLauncher();
        return new WorkerTasks(launcher, new EcsWorkerStart(launcher, outputs().taskDefinitionArn(), settings));
    }

    @Override
    public List<String> remaining() {
        return List.of();
    }

    @Override
    public void teardown() {
        outputs = null;
    }
}
