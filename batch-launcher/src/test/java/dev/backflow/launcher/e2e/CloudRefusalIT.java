package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job of Fargate that is wrong is refused before anything in AWS is called; one that is right is not. */
class CloudRefusalIT {
    private static final String DENIED =
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";

    private final Path folder;
    private final Path streams;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer aws;

    CloudRefusalIT(@TempDir Path folder, @TempDir Path streams) throws IOException {
        this.folder = folder;
        this.streams = streams;
        this.aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] answer = DENIED.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        aws.start();
        Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(folder.resolve("jobs/hook.jar"), "no jar");
    }

    @AfterEach
    void stop() {
        aws.stop(0);
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
        assertThat(requests).isEmpty();
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
        assertThat(requests).hasSize(1);
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
        var environment = Map.of(
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + aws.getAddress().getPort(),
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_EC2_METADATA_DISABLED",
                "true");
        try (var run = LauncherRun.start(LauncherRun.JAR, folder, streams, environment, all)) {
            return run.await();
        }
    }
}
