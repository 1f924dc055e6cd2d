package dev.backflow.run.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * A ministack server of its own: CloudFormation, ECS, S3, Secrets Manager and more, empty when it starts, on a free port
 * of the loopback address. Its containers are processes of this machine: see {@link ContainerHost}.
 *
 * <p>What it is not good for: it knows no permissions, networks, throttling and delays, starts more than ten tasks with
 * one call, and starts tasks again when a call is repeated with its token.
 */
public final class Ministack implements AutoCloseable {
    public static final String REGION = Moto.REGION;
    public static final String ACCOUNT = "000000000000";

    /**
     * The types of resources that it does not know, and that a stack of ours may have all the same: nothing is behind
     * them. With any other type that it does not know, a stack fails.
     */
    private static final List<String> RESOURCES_OF_PAPER = List.of(
            "AWS::EC2::FlowLog",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::VPCPeeringConnection",
            "AWS::IAM::RolePolicy",
            "AWS::Logs::MetricFilter",
            "AWS::RDS::DBParameterGroup",
            "AWS::RDS::DBSubnetGroup");

    private static final Duration MOST = Duration.ofMinutes(2);

    private final ContainerHost containers;
    private final PythonProcess process;
    private final URI endpoint;

    private Ministack(ContainerHost containers, PythonProcess process, URI endpoint) {
        this.containers = containers;
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts a server; the test is skipped, or fails, where there is no Python: see {@link PythonTools}.
     *
     * @param folder of the test's own, for what containers print
     * @param images the beginning of the command line of their containers, by the names of images
     * @param environment what every container has beside what its task says
     */
    public static Ministack start(Path folder, Map<String, List<String>> images, Map<String, String> environment) {
        var tools = PythonTools.required();
        try {
            Path modules = Files.createDirectories(folder.resolve("python"));
            Files.write(modules.resolve("ministack_in_tests.py"), program());
            var fargate = new HashMap<>(environment);
            // As Fargate does.
            fargate.put("AWS_REGION", REGION);
            fargate.put("AWS_DEFAULT_REGION", REGION);
            var containers = ContainerHost.start(folder, images, fargate);
            int port = freePort();
            var endpoint = URI.create("http://127.0.0.1:" + port);
            Map<String, String> variables = new HashMap<>(environmentOf(endpoint));
            variables.remove("AWS_ENDPOINT_URL");
            variables.put("PYTHONPATH", modules.toString());
            variables.put("BACKFLOW_RESOURCES_OF_PAPER", String.join(",", RESOURCES_OF_PAPER));
            variables.put("BIND_HOST", "127.0.0.1");
            variables.put("GATEWAY_PORT", Integer.toString(port));
            variables.put("MINISTACK_HOST", "127.0.0.1");
            variables.put("MINISTACK_REGION", REGION);
            variables.put("MINISTACK_ACCOUNT_ID", ACCOUNT);
            variables.put("IOT_MTLS_ENABLED", "0");
            variables.put("LOG_LEVEL", "WARNING");
            variables.put("TMPDIR", modules.toString());
            variables.put("S3_DATA_DIR", modules.resolve("s3").toString());
            variables.put("STATE_DIR", modules.resolve("state").toString());
            variables.put("DOCKER_HOST", "tcp://127.0.0.1:" + containers.port());
            // It would forget the exit codes of tasks that nobody has asked for in time.
            variables.put("ECS_REAP_INTERVAL_SECONDS", "86400");
            var server = new Ministack(containers, tools.start("ministack_in_tests", variables), endpoint);
            try {
                server.awaitHealth();
                return server;
            } catch (IOException | InterruptedException | RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("ministack did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ministack did not start", e);
        }
    }

    private static byte[] program() throws IOException {
        try (var in = Objects.requireNonNull(Ministack.class.getResourceAsStream("ministack_in_tests.py"))) {
            return in.readAllBytes();
        }
    }

    /** Free a moment ago; that another process takes it meanwhile is unlikely, and told by the server. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitHealth() throws IOException, InterruptedException {
        long end = System.nanoTime() + MOST.toNanos();
        var request = HttpRequest.newBuilder(endpoint.resolve("/_ministack/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (true) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("no answer from ministack: " + process.output(), e);
                }
            }
            Thread.sleep(50);
        }
    }

    public long pid() {
        return process.pid();
    }

    public URI endpoint() {
        return endpoint;
    }

    public ContainerHost containers() {
        return containers;
    }

    /** The last lines that it has written. */
    public String output() {
        return process.output();
    }

    /** What a process needs in its environment to take this server for AWS. */
    public Map<String, String> environment() {
        return environmentOf(endpoint);
    }

    private static Map<String, String> environmentOf(URI endpoint) {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                Moto.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                Moto.ACCESS_KEY,
                "AWS_REGION",
                REGION,
                "AWS_DEFAULT_REGION",
                REGION,
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_ENDPOINT_URL",
                endpoint.toString());
    }

    /** A client of the test's own. */
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(Moto.credentials())
                .build();
    }

    /** Ends the server first, which cannot start containers any more then, and after it all containers. */
    @Override
    public void close() {
        process.close();
        containers.close();
    }
}
