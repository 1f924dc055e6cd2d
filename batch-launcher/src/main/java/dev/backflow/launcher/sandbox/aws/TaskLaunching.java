package dev.backflow.launcher.sandbox.aws;

/** Makes what starts the tasks of a sandbox that has been deployed; once for each, as its tokens begin anew. */
@FunctionalInterface
public interface TaskLaunching {
    EcsTaskLauncher in(SandboxOutputs sandbox);
}
