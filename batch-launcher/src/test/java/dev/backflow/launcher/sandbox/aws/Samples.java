package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A base and a run on it. */
final class Samples {
    /** The names of all outputs that a base has to have. */
    static final List<String> OUTPUTS = List.of(
            "BaseBucket",
            "WorkerRepositoryUri",
            "DatabaseUrl",
            "OwnerSecretArn",
            "WorkerSecretArn",
            "VpcId",
            "VpcCidr",
            "RouteTableIds",
            "DatabaseSecurityGroupId",
            "ServiceRoleArn",
            "ReaperRoleArn",
            "PermissionsBoundaryArn",
            "ScheduleGroup",
            "S3PrefixListId");

    private Samples() {}

    static Base base() {
        return base("backflow-base");
    }

    static Base base(String name) {
        return base(name, "jdbc:postgresql://db/backflow");
    }

    static Base base(String name, String databaseUrl) {
        return new Base(
                name,
                "base-bucket",
                "1.dkr.ecr.eu-central-1.amazonaws.com/worker",
                databaseUrl,
                "",
                "arn:aws:secretsmanager:eu-central-1:1:secret:owner",
                "arn:aws:secretsmanager:eu-central-1:1:secret:worker",
                "vpc-1",
                "10.0.0.0/16",
                List.of("rtb-1"),
                "sg-9",
                "arn:aws:iam::1:role/cloudformation",
                "arn:aws:iam::1:role/reaper",
                "arn:aws:iam::1:policy/boundary",
                "backflow",
                "pl-1",
                "",
                "");
    }

    static SandboxSpec spec() {
        return spec("invoices", 7);
    }

    static SandboxSpec spec(String job, int run) {
        return SandboxSpec.of(base().name(), job, run);
    }

    /** What the stack is to be when it is created at a time: its hard end is two days later. */
    static StackPlan plan(Instant now) {
        return plan(new HardEnd(now.plus(Duration.ofDays(2))), Map.of("Cpu", "1024"));
    }

    static StackPlan plan(HardEnd end, Map<String, String> settings) {
        return new StackPlan(end, "Resources: {}\n", settings);
    }
}
