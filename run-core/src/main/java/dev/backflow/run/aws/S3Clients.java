package dev.backflow.run.aws;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The S3 client of a process, made when it is first asked for, so that a run without S3 loads nothing of the SDK. Safe
 * for use by several threads; close it when nobody uses the client any more.
 */
public final class S3Clients implements AutoCloseable {
    /** More than twenty slots with four documents read ahead each. */
    private static final int CONNECTIONS = 128;

    /** Between two bytes; the SDK's own default is the same. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Consumer<S3ClientBuilder> place;
    private @Nullable S3Client client;

    private S3Clients(Consumer<S3ClientBuilder> place) {
        this.place = place;
    }

    /**
     * As the operator's environment says: credentials, region and, by {@code AWS_ENDPOINT_URL_S3} or
     * {@code AWS_ENDPOINT_URL}, another store than AWS's. Such a store need not have names for its buckets, so they are
     * written into the path.
     *
     * @param region null for the environment's own
     */
    public static S3Clients ofEnvironment(@Nullable String region) {
        return new S3Clients(builder -> {
            if (region != null) {
                builder.region(Region.of(region));
            }
            builder.forcePathStyle(isElsewhere());
        });
    }

    /** Of a store that speaks S3, such as an emulator. */
    public static S3Clients at(URI endpoint, String region, AwsCredentialsProvider credentials) {
        return new S3Clients(builder -> builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .forcePathStyle(true));
    }

    /**
     * The client: at most three attempts at each call, by the SDK's standard mode. It does not check the contents that
     * it reads: whoever reads one does, over all its parts.
     */
    public synchronized S3Client client() {
        S3Client made = client;
        if (made == null) {
            var builder = S3Client.builder()
                    .httpClientBuilder(ApacheHttpClient.builder()
                            .maxConnections(CONNECTIONS)
                            .connectionTimeout(CONNECT)
                            .socketTimeout(SILENCE))
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.standardRetryStrategy()));
            place.accept(builder);
            made = builder.build();
            client = made;
        }
        return made;
    }

    private static boolean isElsewhere() {
        return Stream.of(
                        System.getProperty("aws.endpointUrlS3"),
                        System.getProperty("aws.endpointUrl"),
                        System.getenv("AWS_ENDPOINT_URL_S3"),
                        System.getenv("AWS_ENDPOINT_URL"))
                .anyMatch(value -> value != null && !value.isBlank());
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
