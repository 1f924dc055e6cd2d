package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.MissingCredentials;
import dev.backflow.run.job.Aws;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Repository;
import dev.backflow.run.job.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Looks at everything in AWS that a run on Fargate needs, before anything is spent: all of it, whatever is found. No
 * call makes or changes anything that lasts; the right to write is tried by an upload that is begun and given up.
 *
 * <p>What only a deployment shows is not among it: the rights to create stacks, schedules and tasks.
 */
public final class AwsChecks {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final AwsClients clients;
    private final List<AwsCheck> checks = new ArrayList<>();

    public AwsChecks(AwsClients clients) {
        this.clients = clients;
    }

    /** The checks for a job, with the SDK's own credentials and the job's region. */
    public static List<AwsCheck> now(JobFile job) {
        try (var clients = AwsClients.open(job.aws().region())) {
            return new AwsChecks(clients).of(job);
        } catch (SandboxException e) {
            return List.of(new AwsCheck("region", e.kind(), String.valueOf(e.getMessage())));
        }
    }

    /**
     * The checks for a job, in the order in which a run needs what they look at. Without credentials there is one.
     *
     * @param job with {@code tier: fargate}
     */
    public List<AwsCheck> of(JobFile job) {
        checks.clear();
        String identity = call(
                "credentials",
                "sts:GetCallerIdentity",
                "any resource",
                () -> clients.sts().getCallerIdentity(request -> {}).arn());
        if (identity == null) {
            return List.copyOf(checks);
        }
        fine("credentials", identity + " in " + clients.region());
        Base base = base(job.aws());
        image(job.aws(), base);
        if (job.source() instanceof S3Location source) {
            source(source);
        }
        if (job.results() instanceof S3Location results) {
            writable("results", results);
        }
        if (base != null) {
            writable("base bucket", new S3Location(base.baseBucket(), "jobs/"));
            services(base);
            secret(job.repository(), base);
        }
        return List.copyOf(checks);
    }

    private @Nullable Base base(Aws aws) {
        Stack stack = call(
                "base",
                "cloudformation:DescribeStacks",
                "stack " + aws.base(),
                () ->
                        clients
                                .cloudFormation()
                                .describeStacks(request -> request.stackName(aws.base()))
                                .stacks()
                                .stream()
                                .findFirst()
                                .orElse(null));
        if (stack == null) {
            return null;
        }
        String status = stack.stackStatusAsString();
        if (!status.endsWith("_COMPLETE") || status.startsWith("DELETE") || status.startsWith("ROLLBACK")) {
            wrong(
                    "base",
                    "The stack '%s' is in state %s. Make it anew from the template base.yaml, or wait until it is ready."
                            .formatted(aws.base(), status));
            return null;
        }
        try {
            Base base = Base.of(aws.base(), Stacks.outputs(stack));
            fine("base", "stack %s with all its outputs".formatted(aws.base()));
            return base;
        } catch (SandboxException e) {
            wrong("base", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void image(Aws aws, @Nullable Base base) {
        String named = aws.image();
        if (named != null) {
            fine("image", named + " as the job file says");
            return;
        }
        if (base == null) {
            return;
        }
        var image = new WorkerImage(base.baseBucket());
        try {
            String read = call("image", "s3:GetObject", image.location(), () -> image.read(clients.s3()));
            if (read != null) {
                fine("image", read + " as the base says");
            }
        } catch (SandboxException e) {
            checks.add(new AwsCheck("image", e.kind(), String.valueOf(e.getMessage())));
        }
    }

    private void source(S3Location source) {
        List<S3Object> first = call(
                "source",
                "s3:ListBucket",
                bucketArn(source),
                () -> clients.s3()
                        .listObjectsV2(request -> request.bucket(source.bucket())
                                .prefix(source.prefix())
                                .maxKeys(1))
                        .contents());
        if (first == null) {
            return;
        }
        if (first.isEmpty()) {
            fine("source", source + " can be listed, and is empty");
            return;
        }
        String key = first.get(0).key();
        Object read = call(
                "source",
                "s3:GetObject",
                bucketArn(source) + "/" + key,
                () -> clients.s3()
                        .headObject(request -> request.bucket(source.bucket()).key(key)));
        if (read != null) {
            fine("source", source + " can be listed and read");
        }
    }

    /** An upload in parts is invisible until it is completed, and needs the right to write from its begin on. */
    private void writable(String subject, S3Location location) {
        String key = location.key(".backflow-doctor");
        String upload = call(
                subject,
                "s3:PutObject",
                bucketArn(location) + "/" + key,
                () -> clients.s3()
                        .createMultipartUpload(
                                request -> request.bucket(location.bucket()).key(key))
                        .uploadId());
        if (upload == null) {
            return;
        }
        Object given = call(
                subject,
                "s3:AbortMultipartUpload",
                bucketArn(location) + "/" + key,
                () -> clients.s3()
                        .abortMultipartUpload(request ->
                                request.bucket(location.bucket()).key(key).uploadId(upload)));
        if (given != null) {
            fine(subject, location + " can be written");
        }
    }

    private void services(Base base) {
        // By the networks of all sandboxes, a new one is given a network of its own.
        Object stacks = call(
                "sandboxes",
                "cloudformation:ListStacks",
                "*",
                () -> clients.cloudFormation().describeStacks(request -> {}));
        if (stacks != null) {
            fine("sandboxes", "stacks can be listed");
        }
        Object tasks = call(
                "workers", "ecs:ListClusters", "*", () -> clients.ecs().listClusters(request -> request.maxResults(1)));
        if (tasks != null) {
            fine("workers", "ECS answers");
        }
        Object schedules = call(
                "dead-man's switch",
                "scheduler:ListSchedules",
                "schedule group " + base.scheduleGroup(),
                () -> clients.scheduler()
                        .listSchedules(request ->
                                request.groupName(base.scheduleGroup()).maxResults(1)));
        if (schedules != null) {
            fine("dead-man's switch", "schedule group " + base.scheduleGroup());
        }
        TagFilter ours = TagFilter.builder()
                .key(SandboxSpec.TAG_BASE)
                .values(base.name())
                .build();
        Object tagged = call(
                "leftovers",
                "tag:GetResources",
                "*",
                () -> clients.tagging()
                        .getResources(request -> request.tagFilters(ours).resourcesPerPage(1)));
        if (tagged != null) {
            fine("leftovers", "what is left can be found by its tags");
        }
    }

    /** The value is asked for and dropped: whether it may be read is what a run depends on. */
    private void secret(@Nullable Repository elsewhere, Base base) {
        String arn = elsewhere == null ? base.ownerSecretArn() : elsewhere.workerSecret();
        if (arn == null) {
            return;
        }
        Object read = elsewhere == null
                ? call(
                        AwsCheck.JOB_REPOSITORY,
                        "secretsmanager:GetSecretValue",
                        arn,
                        () -> clients.secrets()
                                .getSecretValue(request -> request.secretId(arn))
                                .arn())
                : call(
                        AwsCheck.JOB_REPOSITORY,
                        "secretsmanager:DescribeSecret",
                        arn,
                        () -> clients.secrets()
                                .describeSecret(request -> request.secretId(arn))
                                .arn());
        if (read != null) {
            fine(AwsCheck.JOB_REPOSITORY, "secret " + arn);
        }
    }

    private static String bucketArn(S3Location location) {
        return "arn:aws:s3:::" + location.bucket();
    }

    private void fine(String subject, String words) {
        checks.add(AwsCheck.fine(subject, words));
    }

    private void wrong(String subject, String words) {
        checks.add(AwsCheck.wrong(subject, words));
    }

    /** What the call gives; null after adding what is wrong. */
    private <T> @Nullable T call(String subject, String action, String resource, Supplier<@Nullable T> call) {
        try {
            T given = call.get();
            if (given == null) {
                wrong(subject, "%s gave nothing for %s. Check the name.".formatted(action, resource));
            }
            return given;
        } catch (SdkException e) {
            checks.add(fault(subject, action, resource, e));
            return null;
        }
    }

    private static AwsCheck fault(String subject, String action, String resource, SdkException e) {
        if (e instanceof AwsServiceException refused) {
            String words = words(refused);
            if (isForbidden(refused)) {
                return new AwsCheck(
                        subject,
                        SandboxException.Kind.NOT_PERMITTED,
                        "%s on %s is not permitted (%s). Give it to the launcher's role, or renew its credentials."
                                .formatted(action, resource, words));
            }
            boolean missing =
                    refused.statusCode() == NOT_FOUND || words.contains("does not exist") || words.contains("NotFound");
            return missing
                    ? AwsCheck.wrong(
                            subject,
                            "%s is not there (%s). Make it first, or name another one in the job file."
                                    .formatted(resource, words))
                    : new AwsCheck(
                            subject,
                            SandboxException.Kind.UNAVAILABLE,
                            "%s on %s failed (%s). Try again later.".formatted(action, resource, words));
        }
        if (MissingCredentials.is(e)) {
            return new AwsCheck(
                    subject,
                    SandboxException.Kind.NOT_PERMITTED,
                    MissingCredentials.told(e) + ". " + MissingCredentials.REMEDY);
        }
        return new AwsCheck(
                subject,
                SandboxException.Kind.UNAVAILABLE,
                "%s could not be called (%s). Check the network and the region.".formatted(action, e.getMessage()));
    }

    private static boolean isForbidden(AwsServiceException e) {
        String code = code(e);
        return e.statusCode() == FORBIDDEN
                || code.startsWith("AccessDenied")
                || code.startsWith("UnauthorizedOperation")
                || code.contains("Token");
    }

    private static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null ? "" : String.valueOf(details.errorCode());
    }

    private static String words(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null ? "HTTP " + e.statusCode() : details.errorCode() + ": " + details.errorMessage();
    }
}
