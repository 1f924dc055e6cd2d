package dev.backflow.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names, tags, and what becomes of each resource in the end. */
final class LifeRules {
    /** What outlives the base stack; everything else goes with its stack. */
    private static final Map<String, String> OUTLIVES = Map.of(
            "BaseBucket",
            "Retain",
            "BaseBucketPolicy",
            "Retain",
            "WorkerRepository",
            "Retain",
            "Repository",
            "Snapshot");

    /** Types to which CloudFormation gives no tags. */
    private static final Set<String> WITHOUT_TAGS = Set.of(
            "AWS::EC2::Route",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::VPCGatewayAttachment",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::RolePolicy",
            "AWS::Logs::MetricFilter",
            "AWS::Route53::RecordSet",
            "AWS::S3::BucketPolicy",
            "AWS::Scheduler::Schedule",
            // They can have tags since lately, which not every region knows; those of the stack reach them where they
            // can.
            "AWS::CloudWatch::Dashboard");

    private static final Set<String> FIXED_NAMES =
            Set.of("RoleName", "ManagedPolicyName", "AliasName", "BucketName", "SecretName", "GroupName");

    private LifeRules() {}

    static List<String> check(Template template) {
        var findings = new Findings();
        for (String resource : template.names("Resources")) {
            String after = template.isSandbox() ? "Delete" : OUTLIVES.getOrDefault(resource, "Delete");
            for (String policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
                findings.unless(
                        template.at("Resources", resource, policy).is(after), resource, policy + " is not " + after);
            }
            tags(template, resource, findings);
            names(template, resource, findings);
        }
        if (template.isSandbox()) {
            selfDelete(template, findings);
        }
        return findings.all();
    }

    private static void tags(Template template, String resource, Findings findings) {
        if (WITHOUT_TAGS.contains(template.type(resource))) {
            return;
        }
        Node properties = template.properties(resource);
        Node tags =
                properties.at(template.type(resource).equals("AWS::Route53::HostedZone") ? "HostedZoneTags" : "Tags");
        Map<String, String> found = tags.elements().stream()
                .collect(Collectors.toMap(
                        each -> each.at("Key").text(),
                        each -> each.at("Value", "Ref").text()));
        Map<String, String> needed = template.isSandbox()
                ? Map.of("backflow:job", "Job", "backflow:run", "Run", "backflow:expires", "TimeToLive")
                : Map.of("backflow:base", "AWS::StackName");
        findings.unless(found.entrySet().containsAll(needed.entrySet()), resource, "lacks tags of " + needed.keySet());
    }

    /** A fixed name blocks the next stack while the deletion of the last one is pending. */
    private static void names(Template template, String resource, Findings findings) {
        Node properties = template.properties(resource);
        boolean schedule = template.type(resource).equals("AWS::Scheduler::Schedule");
        FIXED_NAMES.forEach(name -> findings.unless(
                properties.at(name).isAbsent()
                        || !properties.at(name, "Ref").isAbsent()
                        || (schedule && name.equals("GroupName")),
                resource,
                "has a fixed " + name));
        if (template.type(resource).equals("AWS::SecretsManager::Secret") || schedule) {
            findings.unless(properties.at("Name").isAbsent(), resource, "has a fixed Name");
        }
        findings.unless(
                !template.type(resource).startsWith("AWS::KMS::"), resource, "is a key, whose deletion takes days");
    }

    /** Made before anything else and deleted after it, so that it fires while anything is left. */
    private static void selfDelete(Template template, Findings findings) {
        Node schedule = template.properties("SelfDelete");
        findings.unless(
                schedule.at("StartDate").refers("TimeToLive")
                        && schedule.at("ScheduleExpression").text().startsWith("rate(")
                        && schedule.at("EndDate").isAbsent()
                        && schedule.at("State").is("ENABLED"),
                "SelfDelete",
                "does not fire again and again from the hard end on");
        findings.unless(
                schedule.at("Target").all().contains("aws-sdk:cloudformation:deleteStack")
                        && schedule.at("Target", "Input").all().contains("${AWS::StackId}")
                        && schedule.at("Target", "RoleArn").refers("ReaperRoleArn"),
                "SelfDelete",
                "does not delete this stack");
        for (String resource : template.names("Resources")) {
            findings.unless(
                    resource.equals("SelfDelete") || reaches(template, resource, "SelfDelete", new TreeSet<>()),
                    resource,
                    "may be left when the schedule is deleted already");
        }
    }

    private static boolean reaches(Template template, String from, String to, Set<String> seen) {
        return Template.references(template.at("Resources", from)).stream()
                .filter(template.names("Resources")::contains)
                .filter(seen::add)
                .anyMatch(each -> each.equals(to) || reaches(template, each, to, seen));
    }
}
