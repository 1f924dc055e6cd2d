package dev.backflow.launcher.sandbox.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * What the base offers to sandboxes: the outputs of the stack that outlives runs.
 *
 * @param name of the base's stack
 * @param databaseUrl JDBC, PostgreSQL
 * @param databaseAccess for whom the database has a public address beside its private one; empty where it has none
 * @param ownerSecretArn the secret with the user that owns the job repository's schema; for the launcher
 * @param workerSecretArn the secret with the workers' user; both are JSON {@code {username, password}}
 * @param serviceRoleArn what CloudFormation acts as
 * @param reaperRoleArn what the dead-man's switch acts as
 * @param s3PrefixListId the addresses of S3 in the region
 * @param launcherArn who launches; empty where that is not said
 * @param alarmTopicArn who is told of alarms; empty for nobody
 * @param scheduleGroup where the dead-man's switches of its runs are kept
 */
public record Base(
        String name,
        String baseBucket,
        String workerRepositoryUri,
        String databaseUrl,
        String databaseAccess,
        String ownerSecretArn,
        String workerSecretArn,
        String vpcId,
        String vpcCidr,
        List<String> routeTableIds,
        String databaseSecurityGroupId,
        String serviceRoleArn,
        String reaperRoleArn,
        String permissionsBoundaryArn,
        String scheduleGroup,
        String s3PrefixListId,
        String launcherArn,
        String alarmTopicArn) {

    public Base {
        routeTableIds = List.copyOf(routeTableIds);
    }

    /**
     * Asks for it. Creates nothing.
     *
     * @throws SandboxException if there is no such base, or AWS cannot be used
     */
    static Base find(String name, AwsClients clients, Calls calls) {
        Stack stack = new Stacks(clients.cloudFormation(), calls)
                .find(name)
                .orElseThrow(() -> new SandboxException(
                        SandboxException.Kind.WRONG,
                        "There is no stack '%s' in %s to be the base of sandboxes. Create it with the template base.yaml, or name another one: by aws.base and aws.region in a job file, by --base and --region to the sandbox commands."
                                .formatted(name, clients.region())));
        return of(name, Stacks.outputs(stack));
    }

    /**
     * Reads it from a stack's outputs.
     *
     * @throws SandboxException naming every output that is missing
     */
    static Base of(String name, Map<String, String> outputs) {
        var read = new Outputs(outputs);
        var base = new Base(
                name,
                read.text("BaseBucket"),
                read.text("WorkerRepositoryUri"),
                read.text("DatabaseUrl"),
                outputs.getOrDefault("DatabaseAccess", ""),
                read.text("OwnerSecretArn"),
                read.text("WorkerSecretArn"),
                read.text("VpcId"),
                read.text("VpcCidr"),
                read.list("RouteTableIds"),
                read.text("DatabaseSecurityGroupId"),
                read.text("ServiceRoleArn"),
                read.text("ReaperRoleArn"),
                read.text("PermissionsBoundaryArn"),
                read.text("ScheduleGroup"),
                read.text("S3PrefixListId"),
                outputs.getOrDefault("LauncherArn", ""),
                outputs.getOrDefault("AlarmTopicArn", ""));
        if (!read.missing.isEmpty()) {
            throw new SandboxException(
                    SandboxException.Kind.WRONG,
                    "The stack '%s' is no base of this version: it has no output %s. Update it with the template base.yaml, or name another one by aws.base."
                            .formatted(name, String.join(", ", read.missing)));
        }
        return base;
    }

    /** The outputs of a stack, and which of those asked for it does not have. */
    static final class Outputs {
        private final Map<String, String> outputs;
        private final List<String> missing = new ArrayList<>();

        Outputs(Map<String, String> outputs) {
            this.outputs = outputs;
        }

        String text(String key) {
            String value = outputs.getOrDefault(key, "");
            if (value.isBlank()) {
                missing.add(key);
            }
            return value;
        }

        List<String> list(String key) {
            return List.of(text(key).split(","));
        }

        List<String> missing() {
            return missing;
        }
    }
}
