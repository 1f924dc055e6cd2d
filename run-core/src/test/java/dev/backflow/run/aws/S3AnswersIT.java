package dev.backflow.run.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.backflow.run.file.StoreException;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that no emulator gives. */
class S3AnswersIT {
    private static final String ERROR =
            "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>made up</Message></Error>";
    private static final String COPIED =
            "<?xml version=\"1.0\"?><CopyObjectResult><ETag>\"abc\"</ETag></CopyObjectResult>";

    private record Answer(int status, String body) {
        static Answer error(int status, String code) {
            return new Answer(status, ERROR.formatted(code));
        }
    }

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private S3Calls calls() {
        return TestS3.calls(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** A copy may take so long that its status is sent before its end. */
    @Test
    void repeatsACopyThatFailsBehindItsStatus() throws IOException {
        answers.addAll(List.of(
                Answer.error(200, "InternalError"),
                Answer.error(200, "InternalError"),
                Answer.error(200, "InternalError"),
                Answer.error(200, "SlowDown"),
                new Answer(200, COPIED)));

        String etag = calls().call(
                        "s3:PutObject",
                        "s3://b/k",
                        s3 -> s3.copyObject(copy -> copy.sourceBucket("a")
                                .sourceKey("k")
                                .destinationBucket("b")
                                .destinationKey("k")))
                .copyObjectResult()
                .eTag();

        assertThat(etag).isEqualTo("\"abc\"");
        assertThat(asked).hasSize(5);
    }

    @Test
    void saysThatAnArchivedObjectHasToBeRestored() {
        answers.add(Answer.error(403, "InvalidObjectState"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> calls().call(
                                "s3:GetObject",
                                "s3://b/k",
                                s3 -> s3.getObjectAsBytes(get -> get.bucket("b").key("k"))))
                .withMessage(
                        "The object is archived, so that nobody can read it (s3://b/k). Restore it, or move it out of the source.");
    }

    @Test
    void saysThatCredentialsAreWrong() {
        answers.add(Answer.error(403, "SignatureDoesNotMatch"));
        RunStore store = new S3RunStore(calls(), new S3Location("base", "jobs/a/runs/1/"), 10);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.read("manifest.jsonl", 0))
                .withMessageStartingWith(
                        "The AWS credentials are not accepted: SignatureDoesNotMatch, for s3:GetObject (s3://base/jobs/a/runs/1/manifest.jsonl).");
    }
}
