package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.emulator.Moto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Documents and results in S3, served on this machine: S3 is a store like any other. */
class DocumentsInS3IT {
    private static final int DOCUMENTS = 200;

    private final Moto moto = Moto.shared();
    private final String bucket = moto.newBucket();
    private final S3Client s3 = moto.s3();
    private final JobFixture fixture;

    DocumentsInS3IT(@TempDir Path folder, @TempDir Path work) throws IOException {
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
    void areServedAndMeteredAsThoseInFolders() throws Exception {
        List<String> names = JobFixture.names("ok", DOCUMENTS);
        for (String name : names) {
            put("incoming/" + name, "content of " + name);
        }
        put("incoming/", "");
        fixture.jobFile("tier: inline", "limit: 150");

        var planned = fixture.run("--dry-run");
        assertThat(planned.exitCode()).as(planned.toString()).isZero();
        assertThat(planned.out()).contains("s3://" + bucket + "/incoming/", "200", "1 empty objects");
        assertThat(results()).isEmpty();
        var first = fixture.run();
        assertThat(first.exitCode()).as(first.toString()).isZero();
        // Slots take their share of the limit from different places of the list.
        assertThat(results()).hasSize(150);
        var second = fixture.run();

        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(results())
                .containsExactlyElementsOf(
                        names.stream().map(name -> name + ".json").toList());
        assertThat(fixture.run(1).serviced()).hasSize(150);
        assertThat(fixture.run(2).serviced()).hasSize(50);
        assertThat(fixture.calls()).hasSize(2 * DOCUMENTS);
    }

    @Test
    void areServedByProcessesAlike() throws Exception {
        for (String name : JobFixture.names("ok", 40)) {
            put("incoming/" + name, "content of " + name);
        }
        fixture.jobFile("tier: processes", "result-layout: bundled");

        var run = fixture.run();

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(fixture.run(1).serviced()).hasSize(40);
        assertThat(results()).isNotEmpty().allMatch(name -> name.startsWith("letters-1/") && name.endsWith(".jsonl"));
    }

    @Test
    void endWithTheReasonWhenTheirBucketIsNotThere() throws Exception {
        fixture.locations("s3://no-such-bucket/incoming/", "s3://" + bucket + "/results/")
                .jobFile("tier: inline");

        var run = fixture.run();

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(66);
        assertThat(run.err()).contains("There is no such bucket (s3://no-such-bucket/incoming/).");
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void areNotServedWhenTheirResultsCannotBeWritten() throws Exception {
        for (String name : JobFixture.names("ok", 5)) {
            put("incoming/" + name, "content of " + name);
        }
        fixture.locations("s3://" + bucket + "/incoming/", "s3://no-such-bucket/results/")
                .jobFile("tier: inline");

        var run = fixture.run();

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
        assertThat(run.err())
                .contains("There is no such bucket (s3://no-such-bucket/results/).")
                .doesNotContain("\tat ");
        assertThat(fixture.calls()).isEmpty();
    }

    private void put(String key, String content) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    private List<String> results() {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix("results/")).contents().stream()
                .map(S3Object::key)
                .map(key -> key.substring("results/".length()))
                .toList();
    }
}
