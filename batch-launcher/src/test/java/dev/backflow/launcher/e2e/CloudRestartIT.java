package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.report.Cost;
import dev.backflow.launcher.report.LedgerTotals;
import dev.backflow.launcher.report.RunSummary;
import dev.backflow.launcher.report.SandboxEnd;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code restart} of a run on Fargate that is over: it asks, and changes nothing in AWS. */
class CloudRestartIT {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** Operations that only ask; all others would spend or change something. */
    private static final String ASKS = "DescribeStacks|secretsmanager.GetSecretValue";

    private final Path folder;
    private final Path streams;
    private final TestDatabase database = TestDatabase.postgres();
    private final LoopbackAws aws = new LoopbackAws();

    CloudRestartIT(@TempDir Path folder, @TempDir Path streams) throws IOException {
        this.folder = folder;
        this.streams = streams;
        aws.answers(
                "secretsmanager.GetSecretValue",
                "{\"SecretString\": \"{\\\"username\\\": \\\"cloud_worker\\\", \\\"password\\\": \\\"secret\\\"}\"}");
        aws.stack("backflow-base", base());
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(jobs.resolve("hook.jar"), "a hook");
        Files.writeString(jobs.resolve("cloud.yaml"), """
                hook: {jar: hook.jar}
                source: s3://documents/in/
                results: s3://documents/out/
                tier: fargate
                access: 203.0.113.7/32
                limit: 100
                repository:
                  url: '%s'
                  user: %s
                  worker-secret: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:worker'
                """.formatted(database.url(), database.user()));
    }

    private static Map<String, String> base() {
        return Map.ofEntries(
                Map.entry("BaseBucket", "base-bucket"),
                Map.entry("WorkerRepositoryUri", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker"),
                Map.entry("DatabaseUrl", "jdbc:postgresql://127.0.0.1:1/backflow"),
                Map.entry("OwnerSecretArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:owner"),
                Map.entry("WorkerSecretArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:worker"),
                Map.entry("VpcId", "vpc-1"),
                Map.entry("VpcCidr", "10.0.0.0/16"),
                Map.entry("RouteTableIds", "rtb-1"),
                Map.entry("DatabaseSecurityGroupId", "sg-1"),
                Map.entry("ServiceRoleArn", "arn:aws:iam::123456789012:role/service"),
                Map.entry("ReaperRoleArn", "arn:aws:iam::123456789012:role/reaper"),
                Map.entry("PermissionsBoundaryArn", "arn:aws:iam::123456789012:policy/boundary"),
                Map.entry("ScheduleGroup", "backflow"),
                Map.entry("S3PrefixListId", "pl-1"));
    }

    @AfterEach
    void close() {
        aws.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "LIMIT_REACHED, 150, 'was finished before (limit-reached), so there is nothing to do: limit 100 of 100 used.'",
        "COMPLETED, 60, 'was finished before (completed), so there is nothing to do: limit 60 of 100 used.'"
    })
    void changesNothing(RunOutcome outcome, long documents, String told) throws Exception {
        finished(outcome, documents);

        var ended = restarted();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.out()).contains(told);
        assertThat(aws.calls()).isNotEmpty().allMatch(call -> call.matches(ASKS));
        assertThat(new Runs(database.ledger()).list("cloud")).hasSize(1);
    }

    /** The same calls are no proof if a launcher that goes on would make no others. */
    @Test
    void callsMoreThanThatWhenTheRunIsUnfinished() throws Exception {
        begun();

        var ended = restarted();

        assertThat(ended.exitCode()).as(ended.toString()).isNotZero();
        assertThat(aws.calls()).anyMatch(call -> !call.matches(ASKS));
    }

    private dev.backflow.run.ledger.Run begun() {
        var run = new NewRun("cloud", "elsewhere", "fargate", 100, "job", "hook", NOON);
        return new Runs(database.ledger()).begin(run, number -> "s3://base-bucket/jobs/cloud/runs/" + number + "/");
    }

    private void finished(RunOutcome outcome, long documents) throws IOException {
        new Runs(database.ledger()).close(begun(), outcome, NOON);
        long used = Math.min(documents, 100);
        Path run = Files.createDirectories(folder.resolve("data/cloud/runs/1"));
        new RunSummary(
                        1,
                        "cloud",
                        "fargate",
                        outcome,
                        100,
                        used,
                        new LedgerTotals(documents, used, 0, 0, documents - used, used),
                        1,
                        0,
                        NOON,
                        NOON.plusSeconds(60),
                        1,
                        new Cost(BigDecimal.ONE, "USD"),
                        SandboxEnd.REMOVED,
                        true)
                .write(run);
    }

    private LauncherRun.Ended restarted() throws IOException, InterruptedException {
        var environment = aws.environment();
        environment.put("BACKFLOW_REPOSITORY_PASSWORD", "trusted");
        var arguments = List.of("restart", "--job=cloud", "--jobs-dir=jobs", "--data-dir=data");
        try (var run = LauncherRun.start(LauncherRun.JAR, folder, streams, environment, arguments)) {
            return run.await();
        }
    }
}
