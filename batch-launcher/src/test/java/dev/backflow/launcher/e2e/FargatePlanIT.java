package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.emulator.Moto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What the plan of a job of Fargate says, with documents in an emulated S3 and no base yet. */
class FargatePlanIT {
    private static final String HOOK = """
            package acme;

            import dev.backflow.hook.*;

            public final class Words implements Hook<String> {
                @Override
                public Steps<String> steps() {
                    return Steps.first("count", document -> "3");
                }
            }
            """;

    private static Moto moto;

    @BeforeAll
    static void putDocuments() {
        moto = Moto.start();
        try (S3Client s3 = moto.s3()) {
            s3.createBucket(request -> request.bucket("documents")
                    .createBucketConfiguration(where -> where.locationConstraint(Moto.REGION)));
            for (int i = 0; i < 30; i++) {
                String key = "in/%02d.txt".formatted(i);
                s3.putObject(request -> request.bucket("documents").key(key), RequestBody.fromString("a b c"));
            }
        }
    }

    @AfterAll
    static void stop() {
        moto.close();
    }

    @Test
    void tellsDocumentsResourcesPriceAndTimeAndWhatIsMissing(@TempDir Path folder, @TempDir Path streams)
            throws Exception {
        job(folder);

        var ended = launched(folder, streams, "plan", "--job=cloud", "--limit=20");

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.out())
                .contains("Would start run 1 of cloud. Nothing has been created.")
                .contains("30 documents to serve, 150 bytes")
                .contains("so this run serves at most 20 documents")
                .contains("tier       fargate, 1 to 3 workers")
                .containsPattern("deploys    up to [0-9]+ resources: .*EC2::VPCEndpoint")
                .contains("assumed from the average size")
                .containsPattern("time       likely [0-9]+m [0-9]+s, ")
                .containsPattern("price      likely USD 0\\.[0-9]{2}, .* by the list prices of us-east-1 on 2026-")
                .contains("deadline   1h 00m is met, even at worst")
                .contains("missing    base: stack backflow-base is not there")
                .contains("Next: ");
    }

    private static void job(Path folder) throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Path hook = folder.resolve("hook.jar");
        CompiledHook.write(hook, folder, "acme.Words", Map.of("acme.Words", HOOK));
        Files.writeString(jobs.resolve("cloud.yaml"), """
                hook: {jar: %s}
                source: s3://documents/in/
                results: s3://documents/out/
                tier: fargate
                access: 203.0.113.7/32
                workers: {max: 3}
                deadline: 1h
                """.formatted(hook));
    }

    private static LauncherRun.Ended launched(Path folder, Path streams, String... arguments)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--jobs-dir=jobs", "--data-dir=data"));
        try (var run = LauncherRun.start(LauncherRun.JAR, folder, streams, moto.environment(), all)) {
            return run.await();
        }
    }
}
