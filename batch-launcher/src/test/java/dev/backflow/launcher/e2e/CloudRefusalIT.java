package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job of Fargate that is wrong is refused before anything in AWS is called; one that is right is not. */
class CloudRefusalIT {
    private final Path folder;
    private final Path streams;
    private final LoopbackAws aws = new LoopbackAws();

    CloudRefusalIT(@TempDir Path folder, @TempDir Path streams) throws IOException {
        this.folder = folder;
        this.streams = streams;
        Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(folder.resolve("jobs/hook.jar"), "no jar");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void refusesAJobWithoutCallingAnything() throws Exception {
        job("access: 0.0.0.0/0\nworkers: {max: 21, cpu: 1000}\n");

        var ended = launched("--job=cloud");

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(78);
        assertThat(ended.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("jobs/cloud.yaml:5:9: access is \"0.0.0.0/0\". "),
                        line -> assertThat(line).startsWith("jobs/cloud.yaml:6:16: workers.max is 21. "),
                        line -> assertThat(line).startsWith("jobs/cloud.yaml:6:25: workers.cpu is 1000. "));
        assertThat(ended.out()).isEmpty();
        refused();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"workers: {max: 2}|access", "access: 203.0.113.7/32\\nworkers: {max: 0}|workers.max is 0. "})
    void refusesWhatIsMissingOrTooSmallWithoutCallingAnything(String lines, String told) throws Exception {
        job(lines.replace("\\n", "\n") + "\n");

        var ended = launched("--job=cloud");

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(78);
        assertThat(ended.err().lines()).singleElement().asString().contains(told);
        refused();
    }

    private void refused() {
        assertThat(aws.calls()).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void asksWhoItIsBeforeItLooksAtAnythingElse() throws Exception {
        job("access: 203.0.113.7/32\n");

        var ended = launched("doctor", "--job=cloud");

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(78);
        assertThat(ended.out())
                .contains("sts:GetCallerIdentity on any resource is not permitted (AccessDenied: no).")
                .contains("MISSING hook")
                .endsWith("2 faults. Nothing has been created.\n");
        assertThat(aws.calls()).containsExactly("GetCallerIdentity");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private void job(String lines) throws IOException {
        Files.writeString(
                folder.resolve("jobs/cloud.yaml"),
                "hook: {jar: hook.jar}\nsource: s3://documents/in/\nresults: s3://documents/out/\ntier: fargate\n"
                        + lines);
    }

    private LauncherRun.Ended launched(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--jobs-dir=jobs", "--data-dir=data"));
        try (var run = LauncherRun.start(LauncherRun.JAR, folder, streams, aws.environment(), all)) {
            return run.await();
        }
    }
}
