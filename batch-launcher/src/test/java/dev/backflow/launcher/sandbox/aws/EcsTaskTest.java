package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

class EcsTaskTest {
    /** Source: ECS developer guide, task life cycle. */
    @ParameterizedTest
    @CsvSource({
        "PROVISIONING, , launching",
        "PENDING, , launching",
        "ACTIVATING, , launching",
        "RUNNING, , running",
        "DEACTIVATING, , running",
        "STOPPING, , running",
        "STOPPING, 0, complete",
        "DEPROVISIONING, , running",
        "DEPROVISIONING, 3, failed",
        "STOPPED, 0, complete",
        "STOPPED, 143, failed",
        "STOPPED, , failed",
        "DELETED, , failed",
        "DELETED, 0, complete"
    })
    void hasEndedWithItsContainer(String status, Integer exitCode, LaunchState state) {
        var container = Container.builder()
                .name(EcsTaskLauncher.CONTAINER)
                .lastStatus(exitCode == null ? status : "STOPPED")
                .exitCode(exitCode)
                .build();
        var task = Task.builder().lastStatus(status).containers(container).build();

        assertThat(EcsTask.of(task, false).state()).isEqualTo(state);
    }

    /** Source: ECS API reference, Task, stopCode. */
    @ParameterizedTest
    @CsvSource({
        "SpotInterruption, true",
        "TerminationNotice, true",
        "InfrastructureHealth, true",
        "EssentialContainerExited, false",
        "TaskFailedToStart, false",
        "UserInitiated, false",
        ", false"
    })
    void wasReclaimedWhereNoWorkerCanHaveBroughtItsEndAbout(String stopCode, boolean reclaimed) {
        var task = Task.builder().lastStatus("STOPPED").stopCode(stopCode).build();

        assertThat(EcsTask.of(task, false).reclaimed()).isEqualTo(reclaimed);
    }
}
