package dev.backflow.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Least privilege: no right to everything, on everything, or for everybody, but those that are listed with a reason. */
final class PermissionRules {
    /** Actions on every resource, by the resource of the template that allows them, and why. */
    private static final Map<String, String> ON_EVERYTHING = Map.of(
            "EcrApiEndpoint [ecr:GetAuthorizationToken]", "the action knows no resource",
            "EcrDockerEndpoint [ecr:GetAuthorizationToken]", "the action knows no resource",
            "ExecutionRole [ecr:GetAuthorizationToken]", "the action knows no resource",
            "FlowLogRole [logs:DescribeLogGroups]", "the action knows no resource",
            "PermissionsBoundary NoResource[ecr:GetAuthorizationToken, logs:DescribeLogGroups]",
                    "the actions know no resource",
            "ServiceRole Deregister[ecs:DeregisterTaskDefinition]", "the action knows no resource",
            "ServiceRole NamesOfEndpoints[route53:AssociateVPCWithHostedZone]", "the zones are AWS's own",
            "ServiceRole Look", "actions that only describe, most of which know no resource",
            "ServiceRole Zone", "a hosted zone has no ARN before it exists, and Route 53 knows no tags as conditions");

    /** Roles without a permissions boundary, and why. */
    private static final Map<String, String> UNBOUNDED = Map.of(
            "ServiceRole",
                    "it is what enforces the boundary of others; its own policies are its bounds, and say no to more",
            "ReaperRole", "it has one action on sandboxes; the boundary of workers is not to contain that action");

    private static final Set<String> ENDPOINTS_FOR_A_LAUNCHER = Set.of(
            "CloudFormationEndpoint",
            "EcsEndpoint",
            "SchedulerEndpoint",
            "SecretsEndpoint",
            "TaggingEndpoint",
            "StsEndpoint",
            "LogsEndpoint",
            "EcrApiEndpoint",
            "EcrDockerEndpoint",
            "S3Endpoint");

    private PermissionRules() {}

    static List<String> check(Template template) {
        var findings = new Findings();
        Statement.of(template).forEach(each -> statement(template, each, findings));
        template.ofType("AWS::IAM::Role").forEach(each -> role(template, each, findings));
        for (String family : List.of("AWS::IAM::User", "AWS::IAM::AccessKey", "AWS::IAM::Group")) {
            findings.unless(template.ofType(family).isEmpty(), family, "is an identity that outlives everything");
        }
        if (template.isSandbox()) {
            worker(template, findings);
        }
        return findings.all();
    }

    private static void statement(Template template, Statement statement, Findings findings) {
        if (!statement.allows()) {
            return;
        }
        String place = statement.place();
        findings.unless(
                statement.node().at("NotAction").isAbsent()
                        && statement.node().at("NotResource").isAbsent()
                        && statement.node().at("NotPrincipal").isAbsent(),
                place,
                "allows all but something");
        boolean launcherEndpoint = !template.isSandbox() && ENDPOINTS_FOR_A_LAUNCHER.contains(statement.resource());
        boolean ownAccount = statement.condition().all().contains("aws:PrincipalAccount={Ref=AWS::AccountId}");
        for (String action : statement.actions()) {
            findings.unless(!action.equals("*") && !action.startsWith("*"), place, "allows every action");
            findings.unless(
                    !action.endsWith(":*") || (launcherEndpoint && ownAccount),
                    place,
                    "allows every action of a service");
        }
        findings.unless(
                statement.resources().stream().noneMatch(each -> each.is("*"))
                        || (launcherEndpoint && ownAccount)
                        || ON_EVERYTHING.keySet().stream().anyMatch(place::startsWith),
                place,
                "allows on every resource");
        if (statement.node().at("Principal").all().contains("*")) {
            findings.unless(
                    template.type(statement.resource()).equals("AWS::EC2::VPCEndpoint")
                            && (!statement.condition().isAbsent() || place.contains("ImageLayers")),
                    place,
                    "allows everybody");
        }
        if (statement.actions().contains("iam:PassRole")) {
            findings.unless(
                    statement.condition().all().contains("iam:PassedToService"), place, "passes roles to anything");
        }
        if (statement.actions().contains("iam:CreateRole")) {
            findings.unless(
                    statement.condition().all().contains("iam:PermissionsBoundary="),
                    place,
                    "makes roles without bounds");
        }
    }

    private static void role(Template template, String role, Findings findings) {
        Node properties = template.properties(role);
        findings.unless(
                !properties.at("PermissionsBoundary").isAbsent() || UNBOUNDED.containsKey(role),
                role,
                "has no permissions boundary");
        findings.unless(properties.at("ManagedPolicyArns").isAbsent(), role, "has policies that others change");
        for (Node trust : properties.at("AssumeRolePolicyDocument", "Statement").elements()) {
            String equal = trust.at("Principal", "Service").text().equals("cloudformation.amazonaws.com")
                    ? "StringEqualsIfExists"
                    : "StringEquals";
            findings.unless(
                    trust.at("Condition", equal, "aws:SourceAccount").refers("AWS::AccountId")
                            && trust.at("Condition").all().contains("aws:SourceArn="),
                    role,
                    "trusts a service that acts for others");
            findings.unless(!trust.at("Principal", "Service").isAbsent(), role, "trusts something else than a service");
        }
        findings.unless(properties.at("Path").text().startsWith("/backflow-"), role, "is not below a path of Backflow");
    }

    /** What the hook's code could do with the role of its worker. */
    private static void worker(Template template, Findings findings) {
        List<Statement> policy = Statement.of(template).stream()
                .filter(each -> each.resource().equals("WorkerPolicy"))
                .toList();
        for (Statement statement : policy) {
            if (statement.allows()) {
                findings.unless(
                        statement.actions().stream()
                                .allMatch(each -> each.startsWith("s3:")
                                        && !each.contains("Delete")
                                        && !each.contains("PutBucket")),
                        statement.place(),
                        "lets a worker do more than read and write objects");
                findings.unless(
                        !statement.actions().contains("s3:PutObject")
                                || statement.resources().stream()
                                        .map(each -> each.at("Fn::Sub").text())
                                        .noneMatch(each -> each.contains("RunPrefix")
                                                && !each.endsWith("/${RunPrefix}segments/*")
                                                && !each.endsWith("/${RunPrefix}backup/*")),
                        statement.place(),
                        "lets a worker write what the launcher tells workers");
            }
        }
        findings.unless(denies(policy, "s3:DeleteObject*", ""), "WorkerPolicy", "does not deny to delete");
        findings.unless(
                denies(policy, "s3:*", "{aws:SourceVpce={Ref=S3Endpoint}}"),
                "WorkerPolicy",
                "is of use outside the sandbox's network");
        for (String service : List.of("iam:*", "ecs:*", "cloudformation:*")) {
            findings.unless(denies(policy, service, ""), "WorkerPolicy", "does not deny " + service);
        }
    }

    private static boolean denies(List<Statement> policy, String action, String condition) {
        return policy.stream()
                .anyMatch(each -> !each.allows()
                        && each.actions().contains(action)
                        && each.resources().stream().anyMatch(on -> on.is("*"))
                        && (condition.isEmpty()
                                ? each.condition().isAbsent()
                                : each.condition().all().contains(condition)));
    }
}
