package dev.backflow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.hook.Hook;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.ledger.Workers;
import dev.backflow.worker.lease.ServedRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The worker's program, in this JVM but for the jar's own test. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class WorkerIT {
    private final Path folder;

    WorkerIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private static void pack(Path jar) throws IOException {
        String type = PackedHook.class.getName();
        String file = type.replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                var entries = new JarOutputStream(out);
                InputStream code = Objects.requireNonNull(PackedHook.class.getResourceAsStream("PackedHook.class"))) {
            entries.putNextEntry(new JarEntry(file));
            code.transferTo(entries);
            entries.putNextEntry(new JarEntry("META-INF/services/" + Hook.class.getName()));
            entries.write(type.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String[] arguments(TestDatabase database, Path order) {
        return new String[] {
            "--backflow.worker.order=" + order,
            "--backflow.worker.name=w1-1",
            "--backflow.worker.task-id=task-7",
            "--backflow.repository.url=" + database.url(),
            "--backflow.repository.user=" + database.user(),
            "--backflow.repository.password=" + database.password(),
            "--spring.cloud.task.external-execution-id=task-7"
        };
    }

    @Test
    void servesAWorkOrderAndLeavesATaskExecutionThatEndedWell() throws Exception {
        try (var database = TestDatabase.h2File(folder);
                var run = ServedRun.of(database, folder, 40, 4, 2, 2)) {
            pack(run.hookJar());
            Path order = run.writtenOrder();

            int exitCode = run.endingWhenServed(() -> Worker.run(arguments(database, order)));

            assertThat(exitCode).isZero();
            run.assertServedExactlyOnce(40);
            assertThat(new Workers(database.ledger()).list(run.order().runId()))
                    .allSatisfy(worker -> assertThat(worker.gone()).isTrue());
            assertThat(database.jdbc()
                            .sql("SELECT TASK_NAME, EXIT_CODE, EXTERNAL_EXECUTION_ID, END_TIME IS NOT NULL AS ENDED"
                                    + " FROM TASK_EXECUTION")
                            .query()
                            .listOfRows())
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("TASK_NAME", "backflow-worker")
                            .containsEntry("EXIT_CODE", 0)
                            .containsEntry("EXTERNAL_EXECUTION_ID", "task-7")
                            .containsEntry("ENDED", true));
        }
    }

    @Test
    void saysWhichSettingsAreMissingInOneSentence(CapturedOutput output) {
        int exitCode = Worker.run("--backflow.worker.name=w1-1", "--backflow.repository.password=");

        assertThat(exitCode).isEqualTo(78);
        assertThat(output)
                .contains("This worker was not told backflow.worker.order, backflow.worker.task-id,"
                        + " backflow.repository.url, backflow.repository.user.")
                .contains("BACKFLOW_WORKER_ORDER")
                .doesNotContain("\tat ");
    }

    @Test
    void saysWhichWorkOrderCannotBeRead(CapturedOutput output) {
        try (var database = TestDatabase.h2InMemory()) {
            int exitCode = Worker.run(arguments(database, folder.resolve("none.json")));

            assertThat(exitCode).isEqualTo(78);
            assertThat(output)
                    .contains("none.json cannot be read: it does not exist")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void saysWhatIsWrongWithTheHook(CapturedOutput output) throws Exception {
        try (var database = TestDatabase.h2File(folder);
                var run = ServedRun.of(database, folder, 4, 2, 1, 2)) {
            Path order = run.writtenOrder();

            int exitCode = Worker.run(arguments(database, order));

            assertThat(exitCode).isEqualTo(78);
            assertThat(output).contains("hook.jar").doesNotContain("\tat ");
            assertThat(run.run().phase()).isEqualTo(Phase.SERVE);
        }
    }

    @Test
    void startsAsAnExecutableJar() throws Exception {
        Path jar;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            jar = files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString());
        command.environment().keySet().removeIf(name -> name.startsWith("BACKFLOW_"));
        Process process = command.redirectErrorStream(true).start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(78);
        assertThat(output)
                .contains("This worker was not told backflow.worker.order")
                .doesNotContain("\tat ");
    }
}
