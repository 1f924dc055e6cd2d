package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.failpoint.FailpointRecord;
import dev.backflow.run.emulator.Moto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The source loses a document between two attempts. */
class BackupIT {
    private static final String NAME = "twice-000.txt";

    private final JobFixture fixture;
    private final FailpointRecord record;

    BackupIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.fixture = new JobFixture(folder, work, "letters", RunRepository.embedded())
                .scriptedHook()
                .setting("gated", "true");
        this.record = new FailpointRecord(Files.createDirectory(work.resolve("failpoints")));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "copy"})
    void completesFilesThatAreDeletedWhileTheyAreServed(String backup) throws Exception {
        fixture.documents("twice", 1).jobFile("tier: inline", "backup: " + backup);

        var run = fixture.startRun();
        run.awaitUntil("an attempt", () -> !opened().isEmpty());
        assertThat(fixture.run(1).folder().resolve("backup")).isDirectory();
        Files.delete(fixture.documents().resolve(NAME));
        fixture.openGate();
        var ended = run.await();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(fixture.run(1).count("completed")).isEqualTo(1);
        assertThat(opened()).hasSize(3);
        assertThat(fixture.run(1).folder().resolve("backup")).doesNotExist();
        fixture.assertExact(1);
    }

    @Test
    void hasNoneWhenNoneIsAskedFor() throws Exception {
        fixture.documents("twice", 1).jobFile("tier: inline", "backup: none", "tolerate: 1");

        var run = fixture.startRun();
        run.awaitUntil("an attempt", () -> !opened().isEmpty());
        assertThat(fixture.run(1).folder().resolve("backup")).doesNotExist();
        Files.delete(fixture.documents().resolve(NAME));
        fixture.openGate();
        var ended = run.await();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(fixture.run(1).count("exhausted")).isEqualTo(1);
        assertThat(fixture.run(1).ledger().toString()).contains("SOURCE_CHANGED");
    }

    /** The run's files are in a folder, or in S3 as they are on Fargate. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void completesObjectsThatAreDeletedWhileTheyAreServed(boolean elsewhere) throws Exception {
        try (Moto moto = Moto.start();
                S3Client s3 = moto.s3()) {
            String bucket = moto.newBucket();
            s3.putObject(put -> put.bucket(bucket).key("in/" + NAME), RequestBody.fromString("in S3"));
            var variables = new HashMap<>(moto.environment());
            if (elsewhere) {
                variables.put("BACKFLOW_RUN_STORE", "s3://" + bucket + "/base/");
            }
            fixture.environment(variables)
                    .locations("s3://" + bucket + "/in/", "s3://" + bucket + "/out/")
                    .jobFile("tier: inline");

            var run = fixture.startRun();
            run.awaitUntil("an attempt", () -> !opened().isEmpty());
            assertThat(keys(s3, bucket).stream().anyMatch(key -> key.startsWith("base/jobs/letters/runs/1/backup/")))
                    .isEqualTo(elsewhere);
            s3.deleteObject(delete -> delete.bucket(bucket).key("in/" + NAME));
            fixture.openGate();
            var ended = run.await();

            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(fixture.run(1).count("completed")).isEqualTo(1);
            assertThat(opened()).hasSize(3);
            assertThat(keys(s3, bucket)).contains("out/" + NAME + ".json").noneMatch(key -> key.contains("/backup/"));
            assertThat(fixture.run(1).folder().resolve("backup")).doesNotExist();
        }
    }

    @Test
    void servesNothingThatCannotBeBackedUpAndGoesOnOnceItCan() throws Exception {
        fixture.launcher(QuickLauncher.sabotaged())
                .options(record.options("plan.after=halt"))
                .documents("ok", 3)
                .jobFile("tier: inline");
        fixture.openGate();
        assertThat(fixture.run().exitCode()).as("planned and killed").isEqualTo(137);
        Path inTheWay = fixture.run(1).folder().resolve("backup");
        Files.writeString(inTheWay, "in the way");

        var refused = fixture.restart();

        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(69);
        assertThat(refused.err()).doesNotContain("\tat ");
        assertThat(fixture.calls()).isEmpty();
        assertThat(fixture.results()).isEmptyDirectory();

        Files.delete(inTheWay);
        var resumed = fixture.restart();

        assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
        assertThat(fixture.run(1).count("completed")).isEqualTo(3);
        fixture.assertExact(1);
    }

    private List<String> opened() throws IOException {
        return fixture.calls().stream().filter(call -> call.startsWith("open")).toList();
    }

    private static List<String> keys(S3Client s3, String bucket) {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
