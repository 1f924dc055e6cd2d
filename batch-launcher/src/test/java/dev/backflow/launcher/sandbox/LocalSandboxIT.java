package dev.backflow.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.deployer.spi.core.AppDefinition;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;
import org.springframework.core.io.FileSystemResource;

class LocalSandboxIT {
    private final Path run;
    private final Path program;
    private final LocalSandbox sandbox;
    private final List<ProcessHandle> started = new ArrayList<>();

    LocalSandboxIT(@TempDir Path folder) {
        run = folder.resolve("run");
        program = SampleProgram.packInto(folder);
        sandbox = sandbox(Duration.ofSeconds(60));
    }

    @AfterEach
    void endWhatRuns() {
        sandbox(Duration.ZERO).teardown();
        sandbox.teardown();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void tearsDownNothingWhenNothingWasDeployed() {
        sandbox.teardown();

        assertThat(sandbox.remaining()).isEmpty();
        assertThat(run).doesNotExist();
    }

    @Test
    void deploysAFolderForItsOwnerOnly() throws IOException {
        sandbox.deploy();
        sandbox.deploy();

        assertThat(run.toFile().list()).containsExactly("scratch");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve("scratch"))))
                .isEqualTo("rwx------");
        assertThat(sandbox.remaining()).containsExactly("folder " + run.resolve("scratch"));
    }

    @Test
    void startsNoTaskUnlessDeployed() {
        assertThatThrownBy(sandbox::taskLauncher)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not deployed");

        sandbox.deploy();
        sandbox.teardown();

        assertThatThrownBy(sandbox::taskLauncher).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void removesAllButTheLogs() throws IOException {
        sandbox.deploy();
        String id = sandbox.taskLauncher().launch(request());
        long pid = pid(id);
        Files.writeString(run.resolve("scratch/tmp/upload.tmp"), "text");
        assertThat(sandbox.remaining())
                .containsExactlyInAnyOrder(
                        "folder " + run.resolve("scratch"), "process %d (task %s)".formatted(pid, id));

        sandbox.teardown();
        sandbox.teardown();

        assertThat(sandbox.remaining()).isEmpty();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(run.toFile().list()).containsExactly("logs");
        assertThat(run.resolve("logs/" + id + ".log")).exists();
    }

    @Test
    void deploysAgainAfterATearDown() {
        sandbox.deploy();
        sandbox.taskLauncher().launch(request());
        sandbox.teardown();

        sandbox.deploy();
        String id = sandbox.taskLauncher().launch(request());

        assertThat(sandbox.taskLauncher().status(id).getState()).isEqualTo(LaunchState.running);
    }

    @Test
    void aTaskLauncherOfATornDownSandboxStartsNothing() {
        sandbox.deploy();
        TaskLauncher launcher = sandbox.taskLauncher();

        sandbox.teardown();

        assertThatThrownBy(() -> launcher.launch(request()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void endsWhatAKilledLauncherHasLeft() throws Exception {
        List<ProcessHandle> tasks = tasksOfAKilledLauncher(true);
        LocalSandbox successor = sandbox(Duration.ofMillis(100));
        assertThat(tasks).allMatch(ProcessHandle::isAlive);
        assertThat(successor.remaining())
                .hasSize(3)
                .anyMatch(left -> left.startsWith("process " + tasks.get(0).pid()))
                .anyMatch(left -> left.startsWith("process " + tasks.get(1).pid()));

        successor.teardown();

        assertThat(tasks).noneMatch(ProcessHandle::isAlive);
        assertThat(successor.remaining()).isEmpty();
    }

    @Test
    void tasksSeeTheEndOfTheirInputWhenTheirLauncherIsKilled() throws Exception {
        List<ProcessHandle> tasks = tasksOfAKilledLauncher(false);

        for (ProcessHandle task : tasks) {
            task.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(sandbox.remaining()).containsExactly("folder " + run.resolve("scratch"));
    }

    @Test
    void sparesAProcessThatHasTakenARecordedPid() throws Exception {
        sandbox.deploy();
        Process stranger = new ProcessBuilder(java(), "-jar", program.toString()).start();
        started.add(stranger.toHandle());
        ProcessRecords.in(run.resolve("scratch")).add(ProcessRecord.of("worker-1", stranger.toHandle()));

        assertThat(sandbox.remaining()).containsExactly("folder " + run.resolve("scratch"));
        sandbox.teardown();

        assertThat(stranger.isAlive()).isTrue();
        assertThat(sandbox.remaining()).isEmpty();
    }

    private LocalSandbox sandbox(Duration grace) {
        return new LocalSandbox(
                SampleProgram.unpacked(), run, () -> UUID.randomUUID().toString(), 2, grace);
    }

    private AppDeploymentRequest request() {
        return new AppDeploymentRequest(new AppDefinition("worker", Map.of()), new FileSystemResource(program));
    }

    private long pid(String id) {
        var attributes = sandbox.taskLauncher().status(id).getAttributes();
        return Long.parseLong(attributes.get(ProcessTaskLauncher.PID));
    }

    private List<ProcessHandle> tasksOfAKilledLauncher(boolean stubborn) throws Exception {
        Process launcher = new ProcessBuilder(
                        java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LauncherToKill.class.getName(),
                        run.toString(),
                        program.toString(),
                        Boolean.toString(stubborn))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(launcher.toHandle());
        List<ProcessHandle> tasks = new ArrayList<>();
        try (BufferedReader pids = launcher.inputReader()) {
            for (int i = 0; i < 2; i++) {
                long pid = Long.parseLong(pids.readLine());
                tasks.add(ProcessHandle.of(pid).orElseThrow());
            }
            started.addAll(tasks);
            launcher.destroyForcibly().onExit().get(60, TimeUnit.SECONDS);
        }
        return tasks;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
