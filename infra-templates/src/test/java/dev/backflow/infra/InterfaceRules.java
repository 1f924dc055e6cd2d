package dev.backflow.infra;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Parameters, conditions and outputs: what the launcher and an operator see of a template. */
final class InterfaceRules {
    /** What CloudFormation takes in a call; larger templates have to be in a bucket first. */
    private static final int MOST_BYTES = 51_200;

    private static final Set<String> BASE_OUTPUTS = Set.of(
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
    private static final Set<String> SANDBOX_OUTPUTS =
            Set.of("ClusterArn", "TaskDefinitionArn", "SubnetIds", "SecurityGroupId", "RunBucket", "LogGroup");
    private static final Set<String> SANDBOX_PARAMETERS = Set.of(
            "Job",
            "Run",
            "Access",
            "Cpu",
            "Memory",
            "Image",
            "BaseBucket",
            "RunPrefix",
            "SourceBucket",
            "SourcePrefix",
            "ResultsBucket",
            "ResultsPrefix",
            "WorkerSecretArn",
            "VpcCidr",
            "BaseVpcId",
            "BaseVpcCidr",
            "BaseRouteTableIds",
            "DatabaseSecurityGroupId",
            "DatabasePort",
            "DatabaseHost",
            "DatabaseAddress",
            "ScheduleGroup",
            "ReaperRoleArn",
            "PermissionsBoundaryArn",
            "LauncherArn",
            "S3PrefixListId",
            "AlarmTopicArn",
            "LogRetentionDays",
            "TimeToLive");

    private InterfaceRules() {}

    static List<String> check(Template template) {
        var findings = new Findings();
        int bytes = Template.source(template.name()).getBytes(StandardCharsets.UTF_8).length;
        findings.unless(bytes <= MOST_BYTES, template.name(), "is too large for one call: " + bytes + " bytes");
        Set<String> used = Template.references(template.at("Resources"));
        used.addAll(Template.references(template.at("Outputs")));
        used.addAll(Template.references(template.at("Conditions")));
        for (String parameter : template.names("Parameters")) {
            Node node = template.at("Parameters", parameter);
            findings.unless(sentence(node), parameter, "is a parameter without a description");
            findings.unless(used.contains(parameter), parameter, "is a parameter that nothing uses");
            findings.unless(
                    node.at("AllowedPattern").isAbsent()
                            || !node.at("ConstraintDescription").isAbsent(),
                    parameter,
                    "does not say in words what it takes");
            findings.unless(!parameter.contains("Password"), parameter, "is a secret among the parameters");
        }
        template.names("Conditions")
                .forEach(each -> findings.unless(used.contains(each), each, "is a condition that nothing uses"));
        template.names("Outputs")
                .forEach(each -> findings.unless(
                        sentence(template.at("Outputs", each)), each, "is an output without a description"));
        Set<String> outputs = template.isSandbox() ? SANDBOX_OUTPUTS : BASE_OUTPUTS;
        outputs.forEach(each -> findings.unless(
                template.names("Outputs").contains(each)
                        && template.at("Outputs", each, "Condition").isAbsent(),
                each,
                "is no output, or not always"));
        if (template.isSandbox()) {
            findings.unless(
                    Set.copyOf(template.names("Parameters")).equals(SANDBOX_PARAMETERS),
                    "Parameters",
                    "are not those that the launcher gives");
            access(template, findings);
        }
        return findings.all();
    }

    private static boolean sentence(Node described) {
        return described.at("Description").text().length() > 10;
    }

    private static void access(Template template, Findings findings) {
        String pattern = template.at("Parameters", "Access", "AllowedPattern").text();
        for (String right : List.of("203.0.113.7/32", "203.0.113.0/24", "2001:db8::/64", "2001:db8::1/128")) {
            findings.unless(right.matches(pattern), "Access", "refuses " + right);
        }
        for (String wrong :
                List.of("0.0.0.0/0", "::/0", "203.0.113.0/23", "2001:db8::/63", "127.1/32", "example.com/32", "")) {
            findings.unless(!wrong.matches(pattern), "Access", "takes " + wrong);
        }
    }
}
