package dev.backflow.launcher.sandbox.aws;

import org.springframework.cloud.deployer.spi.task.TaskLauncher;

/** Makes what starts the tasks of a sandbox that has been deployed. */
@FunctionalInterface
public interface TaskLaunching {
    TaskLauncher in(SandboxOutputs sandbox);
}
