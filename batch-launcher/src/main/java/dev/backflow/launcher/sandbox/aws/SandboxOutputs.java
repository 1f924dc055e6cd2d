package dev.backflow.launcher.sandbox.aws;

import java.util.List;
import java.util.Map;

/**
 * What a sandbox's stack tells of itself.
 *
 * @param subnetIds private ones, in two zones or more
 * @param runBucket what belongs to the run alone, and is removed with it
 */
public record SandboxOutputs(
        String clusterArn,
        String taskDefinitionArn,
        List<String> subnetIds,
        String securityGroupId,
        String runBucket,
        String logGroup) {
    public SandboxOutputs {
        subnetIds = List.copyOf(subnetIds);
    }

    /** @throws SandboxException naming every output that is missing */
    static SandboxOutputs of(String stack, Map<String, String> outputs) {
        var read = new Base.Outputs(outputs);
        var found = new SandboxOutputs(
                read.text("ClusterArn"),
                read.text("TaskDefinitionArn"),
                read.list("SubnetIds"),
                read.text("SecurityGroupId"),
                read.text("RunBucket"),
                read.text("LogGroup"));
        if (!read.missing().isEmpty()) {
            throw new SandboxException(
                    SandboxException.Kind.UNAVAILABLE,
                    "The stack '%s' has no output %s any more, so that somebody has changed it. The tear-down of this start removes it, and the same command, started again, makes a new one."
                            .formatted(stack, String.join(", ", read.missing())));
        }
        return found;
    }
}
