package dev.backflow.run.emulator;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A moto server of its own: S3, Scheduler and more, empty when it starts, on a free port of the loopback address. Start
 * one for a test class; it takes about two seconds.
 */
public final class Moto implements AutoCloseable {
    public static final String ACCESS_KEY = "test";
    public static final String REGION = "eu-central-1";

    private static final Duration MOST = Duration.ofMinutes(2);

    /** For tests that keep to buckets of their own. */
    private static final class Shared {
        static final Moto SERVER = start();
    }

    private final PythonProcess process;
    private final URI endpoint;
    private final AtomicInteger buckets = new AtomicInteger();

    private Moto(PythonProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** The server that tests of this JVM share, each with buckets of its own; it ends with the JVM. */
    public static Moto shared() {
        PythonTools.required();
        return Shared.SERVER;
    }

    /** Starts a server; the test is skipped, or fails, where there is no Python: see {@link PythonTools}. */
    public static Moto start() {
        var tools = PythonTools.required();
        try {
            // The server chooses the port itself, and keeps it from then on.
            var process = tools.start("moto.server", environment(null), "-H", "127.0.0.1", "-p", "0");
            try {
                var line = process.await(Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)"), MOST);
                return new Moto(process, URI.create(line.group(1)));
            } catch (IOException | InterruptedException | RuntimeException e) {
                process.close();
                throw e;
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("moto did not start", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public URI endpoint() {
        return endpoint;
    }

    /** What a process needs in its environment to take this server for AWS. */
    public Map<String, String> environment() {
        return environment(endpoint);
    }

    private static Map<String, String> environment(@Nullable URI endpoint) {
        var variables = new HashMap<String, String>();
        variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", ACCESS_KEY);
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_DEFAULT_REGION", REGION);
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        if (endpoint != null) {
            variables.put("AWS_ENDPOINT_URL", endpoint.toString());
        }
        return variables;
    }

    public static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY));
    }

    /** A client of the test's own, to put documents there and to look at what has come of them. */
    public S3Client s3() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(REGION))
                .credentialsProvider(credentials())
                .build();
    }

    /** Creates a bucket that no other test has. */
    public String newBucket() {
        String name = "bucket-" + buckets.incrementAndGet();
        try (var s3 = s3()) {
            s3.createBucket(
                    bucket -> bucket.bucket(name).createBucketConfiguration(where -> where.locationConstraint(REGION)));
        }
        return name;
    }

    @Override
    public void close() {
        process.close();
    }
}
