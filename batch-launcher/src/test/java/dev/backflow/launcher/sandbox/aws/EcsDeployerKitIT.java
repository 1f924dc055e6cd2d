package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.sandbox.SampleProgram;
import dev.backflow.run.emulator.Ministack;
import dev.backflow.run.time.Sleeper;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;
import org.springframework.cloud.deployer.spi.test.AbstractTaskLauncherIntegrationJUnit5Tests;
import org.springframework.cloud.deployer.spi.test.Timeout;
import org.springframework.core.io.Resource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** The deployer project's own tests of a task launcher, on tasks of an emulated ECS that are real processes. */
class EcsDeployerKitIT extends AbstractTaskLauncherIntegrationJUnit5Tests {
    private static final String IMAGE = "sample";

    private static Ministack ministack;
    private static EcsClient ecs;
    private static String cluster;
    private static String definition;

    @BeforeAll
    static void startTheEmulator(@TempDir Path folder) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String program = SampleProgram.packInto(folder).toString();
        ministack = Ministack.start(folder, Map.of(IMAGE, List.of(java, "-jar", program)), Map.of());
        ecs = ministack.client(EcsClient.builder());
        cluster = ecs.createCluster(request -> request.clusterName("kit"))
                .cluster()
                .clusterArn();
        var container = ContainerDefinition.builder()
                .name(EcsTaskLauncher.CONTAINER)
                .image(IMAGE)
                .build();
        definition = ecs.registerTaskDefinition(request -> request.family("kit").containerDefinitions(container))
                .taskDefinition()
                .taskDefinitionArn();
    }

    @AfterAll
    static void endTheEmulator() {
        ecs.close();
        ministack.close();
    }

    @AfterEach
    void nothingRunsOn() {
        assertThat(ministack.containers().running()).isEmpty();
    }

    @Override
    protected TaskLauncher provideTaskLauncher() {
        var surroundings = new Surroundings(
                InstantSource.system(), Sleeper.real(), () -> 0.5, () -> false, () -> {}, news -> {}, failure -> {});
        var place = new TaskPlace(cluster, List.of("subnet-a"), "sg-1", "kit-r1", 1, false, 2);
        return new EcsTaskLauncher(ecs, place, FakeLogs.none(), surroundings, System::nanoTime);
    }

    @Override
    protected Resource testApplication() {
        return new TaskDefinitionResource(definition);
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
