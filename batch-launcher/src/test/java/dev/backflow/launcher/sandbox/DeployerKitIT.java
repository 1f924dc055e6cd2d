package dev.backflow.launcher.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;
import org.springframework.cloud.deployer.spi.test.AbstractTaskLauncherIntegrationJUnit5Tests;
import org.springframework.cloud.deployer.spi.test.Timeout;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** The deployer project's own tests of a task launcher, on ours. */
class DeployerKitIT extends AbstractTaskLauncherIntegrationJUnit5Tests {
    private final Path program;
    private final ProcessTaskLauncher launcher;

    DeployerKitIT(@TempDir Path folder) {
        program = SampleProgram.packInto(folder);
        launcher = new ProcessTaskLauncher(
                folder.resolve("logs"),
                folder.resolve("scratch"),
                () -> UUID.randomUUID().toString(),
                2,
                Duration.ofSeconds(20));
    }

    @AfterEach
    void endWhatRuns() {
        launcher.close();
    }

    @Override
    protected TaskLauncher provideTaskLauncher() {
        return launcher;
    }

    /** The kit's own program is a web application which it fetches through Maven. */
    @Override
    protected Resource testApplication() {
        return new FileSystemResource(program);
    }

    @Override
    protected Timeout deploymentTimeout() {
        return new Timeout(600, 100);
    }

    @Override
    protected Timeout undeploymentTimeout() {
        return new Timeout(600, 100);
    }
}
