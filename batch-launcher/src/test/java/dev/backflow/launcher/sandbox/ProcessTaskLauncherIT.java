package dev.backflow.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.cloud.deployer.spi.task.LaunchState.cancelled;
import static org.springframework.cloud.deployer.spi.task.LaunchState.complete;
import static org.springframework.cloud.deployer.spi.task.LaunchState.failed;
import static org.springframework.cloud.deployer.spi.task.LaunchState.running;
import static org.springframework.cloud.deployer.spi.task.LaunchState.unknown;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.deployer.spi.core.AppDefinition;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

class ProcessTaskLauncherIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Path folder;
    private final Resource program;
    private ProcessTaskLauncher launcher;

    ProcessTaskLauncherIT(@TempDir Path folder) {
        this.folder = folder;
        program = new FileSystemResource(SampleProgram.packInto(folder));
        launcher = launcher(LONG);
    }

    @AfterEach
    void endWhatRuns() {
        launcher.close();
    }

    @Test
    void handsOverPropertiesAndArgumentsUnharmed() {
        var properties = Map.of("parameterThatMayNeedEscaping", SampleProgram.FUNNY, "killDelay", "0");
        var arguments = List.of("--commandLineArgValueThatMayNeedEscaping=" + SampleProgram.FUNNY, "--exitCode=0");

        String id = launcher.launch(request(properties, Map.of(), arguments));

        awaitState(id, complete);
    }

    @Test
    void keepsPropertiesOutOfTheCommandLine() {
        String id = launcher.launch(request(Map.of("password", "s3cret")));

        assertThat(process(id).info().commandLine().orElseThrow())
                .contains("sample program.jar")
                .doesNotContain("s3cret");
    }

    @Test
    void tellsHowATaskHasEnded() {
        String id = launcher.launch(request(Map.of("killDelay", "0", "exitCode", "71")));
        long pid = process(id).pid();

        awaitState(id, failed);
        assertThat(launcher.status(id).getAttributes())
                .containsEntry("exitCode", "71")
                .containsEntry("pid", Long.toString(pid))
                .containsEntry("log", folder.resolve("logs/" + id + ".log").toString());
    }

    @Test
    void heedsDeploymentProperties() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("work"));
        var deployment = Map.of(
                ProcessTaskLauncher.MEMORY, "64m",
                ProcessTaskLauncher.JAVA_OPTIONS, "-Xss512k -XX:TieredStopAtLevel=1",
                ProcessTaskLauncher.WORKING_DIRECTORY, directory.toString());

        String id = launcher.launch(request(Map.of(), deployment, List.of()));

        awaitReady(id);
        assertThat(launcher.getLog(id))
                .contains("ready in " + directory)
                .contains("temporary files in " + folder.resolve("scratch/tmp"));
        assertThat(process(id).info().arguments().orElseThrow())
                .contains("-Xmx64m", "-Xss512k", "-XX:TieredStopAtLevel=1")
                .contains("-XX:+ExitOnOutOfMemoryError", "-Djdk.serialFilter=!*");
    }

    @Test
    void startsAProgramThatIsNotPacked() {
        var classes = ProgramResource.running(System.getProperty("java.class.path"), SampleProgram.class);

        String id = launcher.launch(new AppDeploymentRequest(
                new AppDefinition("worker", Map.of("killDelay", "0", "exitCode", "0")), classes));

        awaitState(id, complete);
    }

    @Test
    void endsACancelledTask() {
        String id = launcher.launch(request(Map.of()));
        awaitReady(id);

        launcher.cancel(id);
        launcher.cancel(id);

        awaitState(id, cancelled);
        assertThat(launcher.status(id).getAttributes()).containsEntry("exitCode", "143");
        launcher.cancel(id);
        assertThat(launcher.status(id).getState()).isEqualTo(cancelled);
    }

    @Test
    void killsATaskThatOutlivesTheGrace() {
        launcher = launcher(Duration.ofMillis(100));
        String id = launcher.launch(request(Map.of("stubborn", "true")));
        awaitReady(id);

        launcher.cancel(id);

        awaitState(id, cancelled);
        assertThat(launcher.status(id).getAttributes()).containsEntry("exitCode", "137");
    }

    @Test
    void leavesTheStateOfAnEndedTaskWhenItIsCancelledLate() {
        String id = launcher.launch(request(Map.of("killDelay", "0", "exitCode", "0")));
        awaitState(id, complete);

        launcher.cancel(id);

        assertThat(launcher.status(id).getState()).isEqualTo(complete);
    }

    @Test
    void refusesMoreTasksThanMayRun() {
        String first = launcher.launch(request(Map.of()));
        launcher.launch(request(Map.of()));

        assertThatThrownBy(() -> launcher.launch(request(Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Task worker is not started: 2 tasks are running, which is the maximum.");
        assertThat(launcher.getMaximumConcurrentTasks()).isEqualTo(2);
        assertThat(launcher.getRunningTaskExecutionCount()).isEqualTo(2);

        launcher.cancel(first);
        awaitState(first, cancelled);
        assertThat(launcher.getRunningTaskExecutionCount()).isEqualTo(1);
        assertThat(launcher.status(launcher.launch(request(Map.of()))).getState())
                .isEqualTo(running);
    }

    @Test
    void endsAllTasksAndTheirChildrenWhenClosed() {
        String id = launcher.launch(request(Map.of("child", "true")));
        ProcessHandle other = process(launcher.launch(request(Map.of())));
        awaitReady(id);
        ProcessHandle task = process(id);
        ProcessHandle child = Pattern.compile("child (\\d+)")
                .matcher(launcher.getLog(id))
                .results()
                .map((MatchResult match) -> Long.parseLong(match.group(1)))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .findFirst()
                .orElseThrow();

        launcher.close();

        assertThat(List.of(task, child, other)).noneMatch(ProcessHandle::isAlive);
        assertThat(launcher.getRunningTaskExecutionCount()).isZero();
    }

    @Test
    void startsNothingOnceClosed() {
        launcher.close();

        assertThatThrownBy(() -> launcher.launch(request(Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void forgetsWhatIsCleanedUpOrDestroyed() {
        String cleaned = launcher.launch(request(Map.of("killDelay", "0")));
        String destroyed = launcher.launch(request(Map.of()));
        ProcessHandle process = process(destroyed);
        awaitState(cleaned, failed);

        launcher.cleanup(cleaned);
        launcher.destroy("worker");

        awaitState(destroyed, unknown);
        assertThat(process.isAlive()).isFalse();
        assertThat(launcher.status(cleaned).getState()).isEqualTo(unknown);
        assertThat(folder.resolve("logs")).isEmptyDirectory();
    }

    @Test
    void passesOverTasksThatItDoesNotKnow() {
        launcher.cancel("nobody");
        launcher.cleanup("nobody");
        launcher.destroy("nobody");

        assertThat(launcher.status("nobody").getState()).isEqualTo(unknown);
        assertThatThrownBy(() -> launcher.getLog("nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no task has the id nobody");
    }

    @Test
    void saysWhatKeepsATaskFromStarting() {
        var nowhere = Map.of(
                ProcessTaskLauncher.WORKING_DIRECTORY, folder.resolve("missing").toString());

        assertThatThrownBy(() -> launcher.launch(request(Map.of(), nowhere, List.of())))
                .isInstanceOf(TaskStartException.class)
                .hasMessageContaining("missing");
        assertThat(launcher.getRunningTaskExecutionCount()).isZero();
    }

    @Test
    void leavesNothingOfATaskThatCannotBeRecorded() throws Exception {
        Files.createDirectories(folder.resolve("scratch/processes.jsonl"));

        assertThatThrownBy(() -> launcher.launch(request(Map.of())))
                .isInstanceOf(TaskStartException.class)
                .hasMessageContaining("processes.jsonl");

        assertThat(ProcessHandle.current().children())
                .noneMatch(child -> child.info().commandLine().orElse("").contains("sample program.jar"));
    }

    @Test
    void makesAnIdThatCanNameAFile() {
        String id = launcher.launch(new AppDeploymentRequest(new AppDefinition("../März 1", Map.of()), program));

        assertThat(id).startsWith(".._M_rz_1-");
        assertThat(folder.resolve("logs").resolve(id + ".log")).exists();
        assertThat(launcher.status(id).getState()).isEqualTo(running);
    }

    private ProcessTaskLauncher launcher(Duration grace) {
        return new ProcessTaskLauncher(
                folder.resolve("logs"),
                folder.resolve("scratch"),
                () -> UUID.randomUUID().toString(),
                2,
                grace);
    }

    private AppDeploymentRequest request(Map<String, String> properties) {
        return request(properties, Map.of(), List.of());
    }

    private AppDeploymentRequest request(
            Map<String, String> properties, Map<String, String> deployment, List<String> arguments) {
        return new AppDeploymentRequest(new AppDefinition("worker", properties), program, deployment, arguments);
    }

    private ProcessHandle process(String id) {
        String pid = launcher.status(id).getAttributes().get(ProcessTaskLauncher.PID);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private void awaitState(String id, LaunchState state) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(launcher.status(id).getState()).isEqualTo(state));
    }

    private void awaitReady(String id) {
        await().atMost(LONG).untilAsserted(() -> assertThat(launcher.getLog(id)).contains("ready", "temporary"));
    }
}
