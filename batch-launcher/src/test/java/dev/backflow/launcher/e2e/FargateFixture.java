package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.emulator.Ministack;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.PostgresServer;
import dev.backflow.run.ledger.WorkerRow;
import dev.backflow.run.ledger.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * An account of an emulated AWS with a base in it, which is the project's own template, whose database is the PostgreSQL
 * server of the tests; and one bucket for documents and results. ECS tasks are worker processes of the launcher of this
 * build. Close it after the last launcher.
 */
final class FargateFixture implements AutoCloseable {
    static final String ACCESS = "203.0.113.7/32";

    private static final String BASE = "backflow-base";
    private static final String BUCKET = "documents-of-acme";
    private static final String IMAGE = "%s.dkr.ecr.%s.amazonaws.com/backflow@sha256:%s"
            .formatted(Ministack.ACCOUNT, Ministack.REGION, "5".repeat(64));
    private static final String PASSWORD = "trusted-canary";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Ministack ministack;
    private final String database;
    private final CloudFormationClient stacks;
    private final S3Client s3;

    /**
     * @param launcher that workers are
     * @param options for the JVMs of workers
     */
    FargateFixture(Path folder, Path launcher, String options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ministack = Ministack.start(
                folder,
                Map.of(IMAGE, List.of(java, "-XX:+ExitOnOutOfMemoryError", "-jar", launcher.toString())),
                Map.of("JAVA_TOOL_OPTIONS", options));
        database = PostgresServer.shared().createDatabase();
        stacks = ministack.client(CloudFormationClient.builder());
        s3 = ministack.client(S3Client.builder().forcePathStyle(true));
        createBase();
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    private void createBase() {
        String secret;
        try (var secrets = ministack.client(SecretsManagerClient.builder())) {
            secret = secrets.createSecret(request -> request.name("repository")
                            .secretString("{\"username\":\"%s\",\"password\":\"%s\"}"
                                    .formatted(PostgresServer.USER, PASSWORD)))
                    .arn();
        }
        var parameters = Map.of(
                "Database", "own",
                "OwnDatabaseUrl", PostgresServer.shared().url(database),
                "OwnOwnerSecretArn", secret,
                "OwnWorkerSecretArn", secret,
                "OwnVpcId", "vpc-0123",
                "OwnVpcCidr", "10.1.0.0/24",
                "OwnRouteTableIds", "rtb-0123",
                "OwnDatabaseSecurityGroupId", "sg-0123",
                "S3PrefixListId", "pl-0123");
        stacks.createStack(request -> request.stackName(BASE)
                .templateBody(template())
                .capabilities(Capability.CAPABILITY_IAM)
                .parameters(parameters.entrySet().stream()
                        .map(each -> Parameter.builder()
                                .parameterKey(each.getKey())
                                .parameterValue(each.getValue())
                                .build())
                        .toList()));
        Awaitility.await("the base")
                .atMost(LONG)
                .failFast(() -> base().stackStatusAsString().contains("ROLLBACK"))
                .until(() -> base().stackStatus() == StackStatus.CREATE_COMPLETE);
    }

    private static String template() {
        try (var in =
                Objects.requireNonNull(FargateFixture.class.getResourceAsStream("/dev/backflow/infra/base.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stack base() {
        return stacks.describeStacks(request -> request.stackName(BASE))
                .stacks()
                .get(0);
    }

    Ministack ministack() {
        return ministack;
    }

    /** Jobs keep their books in the base's database, and need nothing on their command lines. */
    RunRepository repository() {
        Map<String, String> environment = new HashMap<>(ministack.environment());
        // For the test's own looks into the books.
        environment.put("BACKFLOW_REPOSITORY_PASSWORD", PASSWORD);
        return RunRepository.ofBase(environment);
    }

    /** Where a job's documents go. */
    static String source(String job) {
        return "s3://%s/%s/in/".formatted(BUCKET, job);
    }

    /** Where a job's results go. */
    static String results(String job) {
        return "s3://%s/%s/out/".formatted(BUCKET, job);
    }

    /** What a job file says about AWS. */
    static List<String> jobLines() {
        return List.of("tier: fargate", "access: " + ACCESS, "aws: {image: \"" + IMAGE + "\"}");
    }

    /** Puts all files of a folder into S3 as the documents of a job. */
    void upload(String job, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.toList().parallelStream()
                    .forEach(file -> s3.putObject(
                            request -> request.bucket(BUCKET).key("%s/in/%s".formatted(job, file.getFileName())),
                            RequestBody.fromFile(file)));
        }
    }

    /** The keys of a job's results, without the prefix. */
    List<String> resultNames(String job) {
        String prefix = job + "/out/";
        return s3.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(object -> object.key().substring(prefix.length()))
                .toList();
    }

    /** The workers of the base's first run, in the books. */
    List<WorkerRow> workersOfFirstRun() {
        var source = new DriverManagerDataSource(PostgresServer.shared().url(database), PostgresServer.USER, PASSWORD);
        return new Workers(new LedgerDatabase(source, new JdbcTransactionManager(source))).list(1);
    }

    /** All that a run can have left behind in the account: stacks, tasks, buckets, schedules, tags, processes. */
    List<String> leftovers() {
        List<String> left = new ArrayList<>();
        stacks.describeStacks().stacks().stream()
                .map(Stack::stackName)
                .filter(name -> !name.equals(BASE))
                .forEach(left::add);
        s3.listBuckets().buckets().stream()
                .map(Bucket::name)
                .filter(name -> !name.equals(BUCKET) && !name.startsWith(BASE))
                .forEach(left::add);
        try (var ecs = ministack.client(EcsClient.builder());
                var schedules = ministack.client(SchedulerClient.builder());
                var tags = ministack.client(ResourceGroupsTaggingApiClient.builder())) {
            left.addAll(ecs.listClusters().clusterArns());
            schedules.listSchedules(all -> {}).schedules().forEach(schedule -> left.add(schedule.name()));
            tags.getResources().resourceTagMappingList().stream()
                    .filter(each ->
                            each.tags().stream().anyMatch(tag -> tag.key().equals("backflow:run")))
                    .forEach(each -> left.add(each.resourceARN()));
        }
        ministack.containers().running().forEach(process -> left.add("process " + process.pid()));
        return left;
    }

    /** From when on a dead-man's switch deletes its stack. */
    Instant dueAt(String deadMansSwitch) {
        try (var schedules = ministack.client(SchedulerClient.builder())) {
            return schedules
                    .getSchedule(request -> request.groupName(BASE).name(deadMansSwitch))
                    .startDate();
        }
    }

    /** The password is where workers need it, and nowhere else. */
    void assertSecretsAreKept(LauncherRun.Ended ended) {
        assertThat(ended.out()).doesNotContain(PASSWORD);
        assertThat(ended.err()).doesNotContain(PASSWORD);
        assertThat(ministack.containers().output()).doesNotContain(PASSWORD);
        assertThat(ministack.containers().environments()).isNotEmpty().allSatisfy(variables -> {
            assertThat(variables).containsEntry("BACKFLOW_REPOSITORY_PASSWORD", PASSWORD);
            assertThat(variables.get("SPRING_APPLICATION_JSON")).isNotNull().doesNotContain(PASSWORD);
        });
    }

    @Override
    public void close() {
        stacks.close();
        s3.close();
        ministack.close();
        PostgresServer.shared().dropDatabase(database);
    }
}
