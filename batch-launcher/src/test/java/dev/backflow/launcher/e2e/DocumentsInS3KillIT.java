package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.emulator.Moto;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Documents and results in S3, and a launcher on this machine that is killed again and again. */
class DocumentsInS3KillIT {
    private static final int READ = 230;
    private static final int REJECTED = 7;
    private static final int FAILING = 3;

    private final Moto moto = Moto.shared();
    private final String bucket = moto.newBucket();
    private final S3Client s3 = moto.s3();
    private final JobFixture fixture;

    DocumentsInS3KillIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.fixture = new JobFixture(folder, work, "letters", RunRepository.embedded())
                .scriptedHook()
                .environment(moto.environment())
                .locations("s3://" + bucket + "/incoming/", "s3://" + bucket + "/results/");
    }

    @AfterEach
    void close() {
        fixture.close();
        s3.close();
    }

    @Test
    void areInOneStateEachAndAreMeteredOnce() throws Exception {
        documents("ok", READ);
        documents("reject", REJECTED);
        documents("fail", FAILING);
        fixture.setting("pause", "15").jobFile("tier: processes", "limit: 1000", "tolerate: 3", "workers: {max: 2}");

        int first = killedWith(20);
        int second = killedWith(first + 20);
        assertThat(second).isLessThan(READ);
        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.err()).contains("Resuming run 1 of job 'letters'");
        assertThat(fixture.run(1).briefLedger())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                outcomes("ok", READ, "completed READ 1"),
                                outcomes("reject", REJECTED, "rejected REJECTED 0"),
                                outcomes("fail", FAILING, "exhausted NEEDS_REVIEW 3"))
                        .flatMap(each -> each)
                        .toList());
        assertThat(fixture.run(1).count("used")).isEqualTo(READ + FAILING);
        assertThat(fixture.run(1).summary().get("exact")).isEqualTo(true);
        assertThat(results())
                .containsExactlyInAnyOrderElementsOf(fixture.run(1).ledger().stream()
                        .map(row -> row.document() + ".json")
                        .toList());
        var verified = fixture.start("verify", "--job=letters").await();
        assertThat(verified.exitCode()).as(verified.toString()).isZero();
    }

    /**
     * Starts the job, and kills launcher and workers once there are so many results.
     *
     * @return how many there were
     */
    private int killedWith(int results) throws Exception {
        var launcher = fixture.startRun();
        launcher.awaitUntil(results + " results", () -> results().size() >= results);
        launcher.kill();
        Awaitility.await("workers end after their launcher")
                .atMost(Duration.ofMinutes(1))
                .until(() -> fixture.workers().isEmpty());
        return results().size();
    }

    private void documents(String prefix, int count) {
        JobFixture.names(prefix, count).parallelStream()
                .forEach(name -> s3.putObject(
                        put -> put.bucket(bucket).key("incoming/" + name),
                        RequestBody.fromString("content of " + name)));
    }

    private static Stream<String> outcomes(String prefix, int count, String outcome) {
        return JobFixture.names(prefix, count).stream().map(name -> name + " " + outcome);
    }

    private List<String> results() {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix("results/")).contents().stream()
                .map(S3Object::key)
                .map(key -> key.substring("results/".length()))
                .toList();
    }
}
