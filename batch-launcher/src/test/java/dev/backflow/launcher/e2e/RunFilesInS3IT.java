package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.run.LedgerHistory;
import dev.backflow.run.aws.LocationRunStores;
import dev.backflow.run.aws.S3Clients;
import dev.backflow.run.emulator.Moto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Workers that share no folder with their launcher, and a launcher that another host goes on for. */
class RunFilesInS3IT {
    private static final String BUCKET = "base";

    private final Path folder;
    private final Path work;
    private final Moto moto = Moto.start();
    private final S3Client s3 = moto.s3();
    private final RunRepository postgres = RunRepository.postgres();
    private final JobFixture fixture;
    private final S3Clients clients = S3Clients.at(moto.endpoint(), Moto.REGION, Moto.credentials());

    RunFilesInS3IT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.folder = folder;
        this.work = work;
        s3.createBucket(bucket ->
                bucket.bucket(BUCKET).createBucketConfiguration(where -> where.locationConstraint(Moto.REGION)));
        RunRepository repository = postgres.with("BACKFLOW_RUN_STORE", "s3://" + BUCKET + "/");
        for (var variable : moto.environment().entrySet()) {
            repository = repository.with(variable.getKey(), variable.getValue());
        }
        this.fixture = documents(new JobFixture(folder, work, "letters", repository));
    }

    @AfterEach
    void close() {
        fixture.close();
        postgres.close();
        clients.close();
        s3.close();
        moto.close();
    }

    @Test
    void isGoneOnWithByAnotherHostAfterWorkersAndLauncherWereKilled() throws Exception {
        String url = postgres.arguments().get(1).substring("repository.url=".length());
        fixture.setting("pause", "10")
                .jobFile(
                        "tier: processes",
                        "tolerate: 3",
                        "workers: {max: 2}",
                        "repository: {url: '%s', user: postgres}".formatted(url));

        var first = fixture.startRun("--limit=300");
        first.awaitUntil("20 results", () -> results() >= 20);
        ProcessHandle worker = fixture.workers().get(0);
        worker.destroyForcibly();
        worker.onExit().join();
        int before = results();
        first.awaitUntil("20 results more", () -> results() >= before + 20);
        assertThat(first.isAlive()).isTrue();
        first.kill();
        Awaitility.await("workers end after their launcher")
                .atMost(Duration.ofMinutes(1))
                .until(() -> fixture.workers().isEmpty());

        fixture.dataIn(folder.resolve("data of another host"));
        var ended = fixture.start("restart", "--job=letters", "--data-dir=" + fixture.data())
                .await();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.err()).contains("Resuming run 1 of job 'letters'");
        assertThat(fixture.run(1).briefLedger()).isEqualTo(inline());
        assertThat(fixture.run(1).count("used")).isEqualTo(295);
        assertThat(fixture.run(1).summary().get("exact")).isEqualTo(true);
        assertThat(fixture.run(1).remaining()).isEmpty();
        assertThat(fixture.run(1).resultLines()).hasSize(300);
        assertThat(history().verify(fixture.data(), "letters", 1).differences()).isEmpty();
        assertThat(history().list(fixture.data(), "letters").get(0).folder())
                .isEqualTo(fixture.run(1).folder().toAbsolutePath());
        assertThat(fixture.run(1).folder().resolve("segments")).doesNotExist();
        assertThat(keys())
                .contains(
                        "jobs/letters/serviced-1.jsonl",
                        "jobs/letters/runs/1/manifest.jsonl",
                        "jobs/letters/runs/1/work-order.json",
                        "jobs/letters/runs/1/summary.json")
                .noneMatch(key -> key.contains("hook.jar"));

        servesNothingTwice();
        tellsOfTheRunFromAThirdHost();
    }

    private void servesNothingTwice() throws Exception {
        var next = fixture.run("--data-dir=" + fixture.data());

        assertThat(next.exitCode()).as(next.toString()).isZero();
        assertThat(next.out()).contains("295 serviced by earlier runs");
    }

    private void tellsOfTheRunFromAThirdHost() throws Exception {
        Path data = folder.resolve("data of a third host");

        var restart = fixture.start("restart", "--job=letters", "--data-dir=" + data);

        assertThat(restart.await().exitCode()).as(restart.err()).isZero();
        assertThat(restart.out()).contains("was finished before");

        var plan = fixture.start("plan", "--job=letters", "--data-dir=" + folder.resolve("data of a fourth host"));

        assertThat(plan.await().exitCode()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("Would start run 3 of letters", "295 serviced by earlier runs");
    }

    /** The same documents, served by a launcher alone, in a folder and on a database of its own. */
    private List<String> inline() throws Exception {
        Path other = Files.createDirectories(work.resolve("inline"));
        try (var reference = documents(new JobFixture(
                other, Files.createDirectories(work.resolve("inline-work")), "letters", RunRepository.embedded()))) {
            reference.jobFile("tier: inline", "limit: 300", "tolerate: 3");
            var ended = reference.run();
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            return reference.run(1).briefLedger();
        }
    }

    private static JobFixture documents(JobFixture fixture) throws IOException {
        return fixture.scriptedHook().documents("fail", 3).documents("ok", 292).documents("reject", 5);
    }

    private LedgerHistory history() {
        return new LedgerHistory(
                new Repositories(Secrets.random(), postgres.environment()), region -> new LocationRunStores(clients));
    }

    private List<String> keys() {
        return s3.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private int results() throws IOException {
        try (Stream<Path> files = Files.list(fixture.results())) {
            return (int) files.filter(file -> file.toString().endsWith(".json")).count();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
