package dev.backflow.launcher.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.cloud.deployer.spi.core.AppDefinition;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;
import org.springframework.core.io.FileSystemResource;

/** Starts two tasks in a sandbox, prints the pid of each, and waits to be killed. */
final class LauncherToKill {
    private LauncherToKill() {}

    /** Arguments: the run's folder, the jar of the tasks, whether they are stubborn. */
    public static void main(String[] arguments) throws Exception {
        var sandbox = new LocalSandbox(
                SampleProgram.unpacked(),
                Path.of(arguments[0]),
                () -> UUID.randomUUID().toString(),
                2,
                Duration.ofSeconds(60));
        sandbox.deploy();
        var tasks = sandbox.taskLauncher();
        for (int i = 0; i < 2; i++) {
            String id = tasks.launch(new AppDeploymentRequest(
                    new AppDefinition("worker", Map.of("stubborn", arguments[2])),
                    new FileSystemResource(arguments[1])));
            System.out.println(tasks.status(id).getAttributes().get(ProcessTaskLauncher.PID));
        }
        System.in.transferTo(System.out);
    }
}
