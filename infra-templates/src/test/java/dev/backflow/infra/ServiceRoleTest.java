package dev.backflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** CloudFormation's role has the permissions that AWS names for the resource types of the sandbox, and no more. */
class ServiceRoleTest {
    /** Permissions for features of those types that the template does not use. */
    private static final Set<String> UNUSED = Set.of(
            // Bucket features.
            "s3:CreateBucketMetadataTableConfiguration",
            "s3:DeleteObject",
            "s3:PutAccelerateConfiguration",
            "s3:PutAnalyticsConfiguration",
            "s3:PutBucketAbac",
            "s3:PutBucketCORS",
            "s3:PutBucketNotification",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutBucketReplication",
            "s3:PutBucketWebsite",
            "s3:PutIntelligentTieringConfiguration",
            "s3:PutInventoryConfiguration",
            "s3:PutMetricsConfiguration",
            "s3:PutObjectAcl",
            "s3:PutObjectLockConfiguration",
            "s3:PutReplicationConfiguration",
            // Log features, and the delivery of flow logs elsewhere than to a log group.
            "autoscaling:DescribeTags",
            "firehose:TagDeliveryStream",
            "logs:CreateLogDelivery",
            "logs:DeleteDataProtectionPolicy",
            "logs:DeleteLogDelivery",
            "logs:DescribeIndexPolicies",
            "logs:DescribeResourcePolicies",
            "logs:GetDataProtectionPolicy",
            "logs:PutBearerTokenAuthentication",
            "logs:PutDataProtectionPolicy",
            "logs:PutIndexPolicy",
            "logs:PutResourcePolicy",
            "s3:REST.PUT.OBJECT",
            // Network features: encryption controls, endpoints of service networks and other regions, peering of
            // accounts.
            "ec2:CreateVpcEncryptionControl",
            "ec2:ModifyVpcPeeringConnectionOptions",
            "sts:AssumeRole",
            "vpc-lattice:CreateServiceNetworkVpcEndpointAssociation",
            "vpc-lattice:DescribeServiceNetworkVpcEndpointAssociation",
            "vpce:AllowMultiRegion",
            // Keys of one's own, policies that others change, logs of queries.
            "iam:AttachRolePolicy",
            "iam:DetachRolePolicy",
            "kms:DescribeKey",
            "route53:CreateQueryLoggingConfig",
            "route53:DeleteQueryLoggingConfig",
            "route53:UpdateHostedZoneFeatures");

    /** What the handlers call without naming it: the documentation of the services does. */
    private static final Set<String> UNNAMED = Set.of("ec2:DescribeAvailabilityZones", "ec2:DescribePrefixLists");

    @Test
    void isAllowedWhatTheResourceTypesOfTheSandboxNeed() {
        Set<String> allowed = allowed();

        Set<String> missing = needed().stream()
                .filter(action -> !UNUSED.contains(action) && !action.startsWith("s3tables:"))
                .filter(action -> allowed.stream().noneMatch(pattern -> action.matches(pattern.replace("*", ".*"))))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    @Test
    void isAllowedNothingThatTheyDoNotNeed() {
        Set<String> needed = needed();

        assertThat(allowed())
                .allSatisfy(pattern -> assertThat(needed)
                        .as(pattern)
                        .satisfiesAnyOf(
                                all -> assertThat(all).anyMatch(action -> action.matches(pattern.replace("*", ".*"))),
                                all -> assertThat(UNNAMED).contains(pattern)));
    }

    private static Set<String> allowed() {
        return Statement.of(Template.load("base")).stream()
                .filter(each -> each.resource().equals("ServiceRole") && each.allows() && !each.hasPrincipal())
                .flatMap(each -> each.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> needed() {
        Template sandbox = Template.load("sandbox");
        Map<String, List<String>> handlers = handlers();
        Set<String> types =
                sandbox.names("Resources").stream().map(sandbox::type).collect(Collectors.toCollection(TreeSet::new));
        assertThat(handlers.keySet()).containsAll(types);
        return types.stream()
                .flatMap(each -> handlers.getOrDefault(each, List.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, List<String>> handlers() {
        String resource = "/dev/backflow/infra/handler-permissions.yaml";
        try (InputStream in = Objects.requireNonNull(ServiceRoleTest.class.getResourceAsStream(resource))) {
            return new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
