package dev.backflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is seen to find what it is there for. */
class BrokenTemplateTest {
    private static final Template BASE = Template.load("base");
    private static final Template SANDBOX = Template.load("sandbox");

    record Broken(String template, Consumer<Template> change, String finding) {
        @Override
        public String toString() {
            return template + ": " + finding;
        }
    }

    static Stream<Broken> network() {
        return Stream.of(
                sandbox(
                        "is open to the world",
                        "0.0.0.0/0",
                        "Resources",
                        "RouteToBase",
                        "Properties",
                        "DestinationCidrBlock"),
                sandbox("is open to the world", "0.0.0.0/0", "Parameters", "Access", "Default"),
                sandbox(
                        "SubnetA: gives public addresses",
                        true,
                        "Resources",
                        "SubnetA",
                        "Properties",
                        "MapPublicIpOnLaunch"),
                sandbox("Vpc: has no flow log", null, "Resources", "FlowLog"),
                sandbox("Vpc: has no flow log", "REJECT", "Resources", "FlowLog", "Properties", "TrafficType"),
                sandbox("Nat: is a way to the internet", Map.of("Type", "AWS::EC2::NatGateway"), "Resources", "Nat"),
                sandbox(
                        "lets somebody call the workers",
                        List.of(Map.of(
                                "IpProtocol", "tcp", "FromPort", 22, "ToPort", 22, "CidrIp", Map.of("Ref", "Access"))),
                        "Resources",
                        "WorkerSecurityGroup",
                        "Properties",
                        "SecurityGroupIngress"),
                sandbox(
                        "WorkersToEndpoints: opens the workers",
                        Map.of("Ref", "WorkerSecurityGroup"),
                        "Resources",
                        "WorkersToEndpoints",
                        "Properties",
                        "GroupId"),
                sandbox(
                        "EndpointSecurityGroup: lets everything out",
                        null,
                        "Resources",
                        "EndpointSecurityGroup",
                        "Properties",
                        "SecurityGroupEgress"),
                new Broken(
                        "sandbox",
                        template -> template.add(
                                Map.of("IpProtocol", "tcp", "FromPort", 25, "ToPort", 25, "CidrIp", "198.51.100.0/24"),
                                "Resources",
                                "WorkerSecurityGroup",
                                "Properties",
                                "SecurityGroupEgress"),
                        "lets workers call others"),
                sandbox("S3Endpoint: has no policy", null, "Resources", "S3Endpoint", "Properties", "PolicyDocument"),
                sandbox("are not those that workers need", null, "Resources", "LogsEndpoint"),
                base("Repository: is public", true, "Resources", "Repository", "Properties", "PubliclyAccessible"),
                base("InternetGateway: exists without Access", null, "Resources", "InternetGateway", "Condition"));
    }

    static Stream<Broken> permissions() {
        return Stream.of(
                allowing("s3:*", "arn:aws:s3:::b/*", "allows every action of a service"),
                allowing("*", "arn:aws:s3:::b/*", "allows every action"),
                allowing("s3:GetObject", "*", "allows on every resource"),
                allowing("s3:DeleteObject", "arn:aws:s3:::b/*", "lets a worker do more"),
                allowing("iam:PassRole", "arn:aws:iam::1:role/r", "passes roles to anything"),
                new Broken(
                        "sandbox",
                        template -> template.add(
                                Map.of(
                                        "Effect",
                                        "Allow",
                                        "Action",
                                        "s3:PutObject",
                                        "Resource",
                                        Map.of("Fn::Sub", "arn:aws:s3:::${BaseBucket}/${RunPrefix}*")),
                                "Resources",
                                "WorkerPolicy",
                                "Properties",
                                "PolicyDocument",
                                "Statement"),
                        "lets a worker write what the launcher tells workers"),
                allowing("ecs:DeregisterTaskDefinition", "arn:aws:ecs:r:1:task-definition/d", "knows no resource"),
                new Broken(
                        "sandbox",
                        template -> template.add(
                                Map.of(
                                        "Effect",
                                        "Allow",
                                        "Action",
                                        "s3:GetObject",
                                        "Resource",
                                        "arn:aws:s3:::b/*",
                                        "Condition",
                                        Map.of("ArnLike", Map.of("ecs:cluster", "arn:aws:ecs:r:1:cluster/c"))),
                                "Resources",
                                "WorkerPolicy",
                                "Properties",
                                "PolicyDocument",
                                "Statement"),
                        "s3:GetObject never comes with ecs:cluster"),
                base(
                        "ec2:CreateVpcEndpoint needs route53:AssociateVPCWithHostedZone besides",
                        List.of(Map.of(
                                "PolicyDocument",
                                Map.of(
                                        "Statement",
                                        List.of(Map.of(
                                                "Effect",
                                                "Allow",
                                                "Action",
                                                "ec2:CreateVpcEndpoint",
                                                "Resource",
                                                "arn:aws:ec2:r:1:vpc-endpoint/*"))))),
                        "Resources",
                        "ServiceRole",
                        "Properties",
                        "Policies"),
                sandbox(
                        "WorkerRole: has no permissions boundary",
                        null,
                        "Resources",
                        "WorkerRole",
                        "Properties",
                        "PermissionsBoundary"),
                sandbox(
                        "ExecutionRole: has policies that others change",
                        List.of("arn:aws:iam::aws:policy/AdministratorAccess"),
                        "Resources",
                        "ExecutionRole",
                        "Properties",
                        "ManagedPolicyArns"),
                base(
                        "ReaperRole: trusts a service that acts for others",
                        List.of(Map.of("Effect", "Allow", "Principal", Map.of("Service", "scheduler.amazonaws.com"))),
                        "Resources",
                        "ReaperRole",
                        "Properties",
                        "AssumeRolePolicyDocument",
                        "Statement"),
                sandbox(
                        "WorkerPolicy: is of use outside",
                        List.of(),
                        "Resources",
                        "WorkerPolicy",
                        "Properties",
                        "PolicyDocument",
                        "Statement"));
    }

    static Stream<Broken> storage() {
        return Stream.of(
                sandbox(
                        "RunBucket: lacks BlockPublicPolicy",
                        null,
                        "Resources",
                        "RunBucket",
                        "Properties",
                        "PublicAccessBlockConfiguration"),
                sandbox(
                        "RunBucket: has objects that belong to others",
                        null,
                        "Resources",
                        "RunBucket",
                        "Properties",
                        "OwnershipControls"),
                sandbox(
                        "RunBucket: does not encrypt",
                        null,
                        "Resources",
                        "RunBucket",
                        "Properties",
                        "BucketEncryption"),
                sandbox("RunBucket: lets clients talk without TLS", null, "Resources", "RunBucketPolicy"),
                sandbox("RunBucketPolicy: is not tied", null, "Resources", "RunBucketPolicy"),
                sandbox(
                        "RunBucket: does not empty itself",
                        null,
                        "Resources",
                        "RunBucket",
                        "Properties",
                        "LifecycleConfiguration"),
                base(
                        "BaseBucket: keeps no versions",
                        "Suspended",
                        "Resources",
                        "BaseBucket",
                        "Properties",
                        "VersioningConfiguration",
                        "Status"),
                sandbox(
                        "LogGroup: keeps its logs for ever",
                        null,
                        "Resources",
                        "LogGroup",
                        "Properties",
                        "RetentionInDays"),
                base(
                        "Repository: lacks StorageEncrypted",
                        false,
                        "Resources",
                        "Repository",
                        "Properties",
                        "StorageEncrypted"),
                base(
                        "Repository: has a password",
                        "secret",
                        "Resources",
                        "Repository",
                        "Properties",
                        "MasterUserPassword"),
                base(
                        "Repository: can be without backups",
                        0,
                        "Resources",
                        "Repository",
                        "Properties",
                        "BackupRetentionPeriod"),
                base(
                        "Repository: loses its backups",
                        true,
                        "Resources",
                        "Repository",
                        "Properties",
                        "DeleteAutomatedBackups"),
                base(
                        "lets clients talk without TLS",
                        "0",
                        "Resources",
                        "DatabaseParameters",
                        "Properties",
                        "Parameters",
                        "rds.force_ssl"),
                base(
                        "has too few connections",
                        null,
                        "Resources",
                        "DatabaseParameters",
                        "Properties",
                        "Parameters",
                        "max_connections"),
                // What RDS computes for the smallest class.
                base("has too few connections", 112, "Parameters", "DatabaseConnections", "Default"),
                base("lets tags move", "MUTABLE", "Resources", "WorkerRepository", "Properties", "ImageTagMutability"));
    }

    static Stream<Broken> workers() {
        return Stream.of(
                container("can write to its root", false, "ReadonlyRootFilesystem"),
                container("runs as root", "0:0", "User"),
                container("runs as root", null, "User"),
                container("keeps capabilities", null, "LinuxParameters"),
                container("is not given 120 s", 30, "StopTimeout"),
                container(
                        "where secrets would be seen",
                        List.of(Map.of("Name", "PASSWORD", "Value", "x")),
                        "Environment"),
                container("does not log", null, "LogConfiguration"),
                container(
                        "makes its log group",
                        Map.of("Options", Map.of("awslogs-create-group", "true")),
                        "LogConfiguration"),
                container("does not run the image", "amazoncorretto:latest", "Image"),
                sandbox("Image: may be given by something else", ".+", "Parameters", "Image", "AllowedPattern"),
                sandbox(
                        "by the role that they have themselves",
                        Map.of("Fn::GetAtt", List.of("WorkerRole", "Arn")),
                        "Resources",
                        "TaskDefinition",
                        "Properties",
                        "ExecutionRoleArn"),
                sandbox("Alarms: do not watch MemoryUtilized", null, "Resources", "MemoryAlarm"),
                sandbox(
                        "Cluster: leaves the log group of its container insights behind",
                        null,
                        "Resources",
                        "InsightsLogGroup"),
                sandbox(
                        "Cluster: has no container insights",
                        null,
                        "Resources",
                        "Cluster",
                        "Properties",
                        "ClusterSettings"));
    }

    static Stream<Broken> life() {
        return Stream.of(
                sandbox(
                        "RunBucket: DeletionPolicy is not Delete",
                        "Retain",
                        "Resources",
                        "RunBucket",
                        "DeletionPolicy"),
                sandbox("Vpc: DeletionPolicy is not Delete", null, "Resources", "Vpc", "DeletionPolicy"),
                base(
                        "Repository: DeletionPolicy is not Snapshot",
                        "Delete",
                        "Resources",
                        "Repository",
                        "DeletionPolicy"),
                sandbox("Cluster: lacks tags", null, "Resources", "Cluster", "Properties", "Tags"),
                base("BaseBucket: lacks tags", null, "Resources", "BaseBucket", "Properties", "Tags"),
                sandbox(
                        "WorkerRole: has a fixed RoleName",
                        "worker",
                        "Resources",
                        "WorkerRole",
                        "Properties",
                        "RoleName"),
                base("WorkerSecret: has a fixed Name", "secret", "Resources", "WorkerSecret", "Properties", "Name"),
                sandbox("Key: is a key", Map.of("Type", "AWS::KMS::Key"), "Resources", "Key"),
                sandbox("Vpc: may be left when the schedule is deleted", null, "Resources", "Vpc", "DependsOn"),
                sandbox(
                        "SelfDelete: does not fire again",
                        "at(2026-01-31T12:00:00)",
                        "Resources",
                        "SelfDelete",
                        "Properties",
                        "ScheduleExpression"),
                sandbox("Job: is a parameter without a description", null, "Parameters", "Job", "Description"),
                sandbox("Spare: is a parameter that nothing uses", Map.of("Type", "String"), "Parameters", "Spare"),
                sandbox("Spare: is a condition that nothing uses", Map.of("Fn::Not", List.of()), "Conditions", "Spare"),
                sandbox("RunBucket: is no output", null, "Outputs", "RunBucket"),
                base("DatabaseUrl: is no output", null, "Outputs", "DatabaseUrl"),
                sandbox("Access: takes 0.0.0.0/0", "^[0-9.]+/[0-9]+$", "Parameters", "Access", "AllowedPattern"));
    }

    @ParameterizedTest
    @MethodSource({"network", "permissions", "storage", "workers", "life"})
    void isFoundOut(Broken broken) {
        Template whole = broken.template().equals("base") ? BASE : SANDBOX;
        Template changed = whole.changed(broken.change());

        assertThat(TemplateTest.findings(changed)).anyMatch(each -> each.contains(broken.finding()));
    }

    private static Broken sandbox(String finding, @Nullable Object value, String... path) {
        return new Broken("sandbox", template -> template.set(value, path), finding);
    }

    private static Broken base(String finding, @Nullable Object value, String... path) {
        return new Broken("base", template -> template.set(value, path), finding);
    }

    private static Broken allowing(String action, String resource, String finding) {
        return new Broken(
                "sandbox",
                template -> template.add(
                        Map.of("Effect", "Allow", "Action", action, "Resource", resource),
                        "Resources",
                        "WorkerPolicy",
                        "Properties",
                        "PolicyDocument",
                        "Statement"),
                finding);
    }

    private static Broken container(String finding, @Nullable Object value, String key) {
        return new Broken("sandbox", template -> template.setInWorker(value, key), finding);
    }
}
