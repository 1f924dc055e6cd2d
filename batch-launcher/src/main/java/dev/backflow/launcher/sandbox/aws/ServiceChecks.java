package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.job.Repository;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** Whether the services answer that a run asks beside S3 and CloudFormation. */
final class ServiceChecks {
    private final AwsClients clients;
    private final AwsCheckList checks;

    ServiceChecks(AwsClients clients, AwsCheckList checks) {
        this.clients = clients;
        this.checks = checks;
    }

    /** @param elsewhere the job repository that the job file names; null for the base's */
    void look(Base base, @Nullable Repository elsewhere) {
        services(base);
        secret(elsewhere, base);
    }

    private void services(Base base) {
        // By the networks of all sandboxes, a new one is given a network of its own.
        Object stacks = checks.call(
                "sandboxes",
                "cloudformation:ListStacks",
                "*",
                () -> clients.cloudFormation().describeStacks(request -> {}));
        if (stacks != null) {
            checks.fine("sandboxes", "stacks can be listed");
        }
        Object tasks = checks.call(
                "workers", "ecs:ListClusters", "*", () -> clients.ecs().listClusters(request -> request.maxResults(1)));
        if (tasks != null) {
            checks.fine("workers", "ECS answers");
        }
        Object schedules = checks.call(
                "dead-man's switch",
                "scheduler:ListSchedules",
                "schedule group " + base.scheduleGroup(),
                () -> clients.scheduler()
                        .listSchedules(request ->
                                request.groupName(base.scheduleGroup()).maxResults(1)));
        if (schedules != null) {
            checks.fine("dead-man's switch", "schedule group " + base.scheduleGroup());
        }
        TagFilter ours = TagFilter.builder()
                .key(SandboxSpec.TAG_BASE)
                .values(base.name())
                .build();
        Object tagged = checks.call(
                "leftovers",
                "tag:GetResources",
                "*",
                () -> clients.tagging()
                        .getResources(request -> request.tagFilters(ours).resourcesPerPage(1)));
        if (tagged != null) {
            checks.fine("leftovers", "what is left can be found by its tags");
        }
    }

    /** The value is asked for and dropped: whether it may be read is what a run depends on. */
    private void secret(@Nullable Repository elsewhere, Base base) {
        String arn = elsewhere == null ? base.ownerSecretArn() : elsewhere.workerSecret();
        if (arn == null) {
            return;
        }
        Object read = elsewhere == null
                ? checks.call(
                        AwsCheck.JOB_REPOSITORY,
                        "secretsmanager:GetSecretValue",
                        arn,
                        () -> clients.secrets()
                                .getSecretValue(request -> request.secretId(arn))
                                .arn())
                : checks.call(
                        AwsCheck.JOB_REPOSITORY,
                        "secretsmanager:DescribeSecret",
                        arn,
                        () -> clients.secrets()
                                .describeSecret(request -> request.secretId(arn))
                                .arn());
        if (read != null) {
            checks.fine(AwsCheck.JOB_REPOSITORY, "secret " + arn);
        }
    }
}
