package dev.backflow.infra;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who can reach whom. */
final class NetworkRules {
    private static final Set<String> WAYS_OUT = Set.of(
            "AWS::EC2::InternetGateway",
            "AWS::EC2::VPCGatewayAttachment",
            "AWS::EC2::EgressOnlyInternetGateway",
            "AWS::EC2::NatGateway",
            "AWS::EC2::EIP",
            "AWS::EC2::TransitGatewayAttachment",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::Lambda::Function",
            "AWS::ECS::Service");

    /** The services that a worker without a way to the internet calls through endpoints. */
    private static final Set<String> SERVICES = Set.of("s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager");

    private NetworkRules() {}

    static List<String> check(Template template) {
        var findings = new Findings();
        template.root().walk(node -> {
            String text = node.value() instanceof String string ? string : "";
            findings.unless(!text.contains("0.0.0.0/0") && !text.contains("::/0"), text, "is open to the world");
        });
        subnets(template, findings);
        securityGroups(template, findings);
        endpoints(template, findings);
        for (String route : template.ofType("AWS::EC2::Route")) {
            Node destination = template.properties(route).at("DestinationCidrBlock");
            findings.unless(
                    List.of("BaseVpcCidr", "VpcCidr", "Access")
                            .contains(destination.at("Ref").text()),
                    route,
                    "leads elsewhere than to the two networks and Access");
        }
        if (template.isSandbox()) {
            workers(template, findings);
            for (String resource : template.names("Resources")) {
                findings.unless(!WAYS_OUT.contains(template.type(resource)), resource, "is a way to the internet");
            }
        } else {
            database(template, findings);
        }
        return findings.all();
    }

    private static void subnets(Template template, Findings findings) {
        Set<String> zones = new TreeSet<>();
        for (String subnet : template.ofType("AWS::EC2::Subnet")) {
            zones.add(template.properties(subnet).at("AvailabilityZone").all());
            findings.unless(
                    template.properties(subnet).at("MapPublicIpOnLaunch").is(false), subnet, "gives public addresses");
        }
        findings.unless(zones.size() >= 2, "Subnets", "are in fewer than two zones");
        for (String vpc : template.ofType("AWS::EC2::VPC")) {
            findings.unless(
                    template.ofType("AWS::EC2::FlowLog").stream()
                            .map(template::properties)
                            .anyMatch(log -> log.at("ResourceId").refers(vpc)
                                    && log.at("TrafficType").is("ALL")),
                    vpc,
                    "has no flow log of all traffic");
        }
    }

    private static void securityGroups(Template template, Findings findings) {
        for (String group : template.ofType("AWS::EC2::SecurityGroup")) {
            Node properties = template.properties(group);
            List<Node> egress = properties.at("SecurityGroupEgress").elements();
            List<Node> ingress = properties.at("SecurityGroupIngress").elements();
            findings.unless(!egress.isEmpty(), group, "lets everything out, as it has no rule for it");
            egress.forEach(rule -> {
                describedTcp(rule, group, findings);
                Node cidr = rule.at("CidrIp");
                findings.unless(
                        cidr.isAbsent()
                                || cidr.is("127.0.0.1/32")
                                || (cidr.refers("VpcCidr") && group.equals("LauncherSecurityGroup")),
                        group,
                        "lets out to addresses: " + cidr.value());
            });
            ingress.forEach(rule -> {
                describedTcp(rule, group, findings);
                Node cidr = rule.at("CidrIp");
                findings.unless(
                        cidr.isAbsent() || (cidr.refers("Access") && group.equals("DatabaseSecurityGroup")),
                        group,
                        "lets in addresses: " + cidr.value());
            });
        }
        for (String rule : template.ofType("AWS::EC2::SecurityGroupIngress")) {
            describedTcp(template.properties(rule), rule, findings);
            findings.unless(
                    template.properties(rule).at("SourceSecurityGroupId").refers("WorkerSecurityGroup"),
                    rule,
                    "lets in others than the workers by their group");
        }
    }

    private static void describedTcp(Node rule, String place, Findings findings) {
        boolean nowhere = rule.at("CidrIp").is("127.0.0.1/32");
        findings.unless(!rule.at("Description").isAbsent(), place, "has a rule without a description");
        findings.unless(nowhere || rule.at("IpProtocol").is("tcp"), place, "has a rule for more than TCP");
        findings.unless(
                nowhere || rule.at("FromPort").is(rule.at("ToPort").value()),
                place,
                "has a rule for more ports than one");
        findings.unless(rule.at("CidrIpv6").isAbsent(), place, "has a rule for IPv6, which these networks do not have");
    }

    /** Nobody calls a worker; a worker calls S3, the endpoints, and the database, and nothing else. */
    private static void workers(Template template, Findings findings) {
        String group = "WorkerSecurityGroup";
        Node properties = template.properties(group);
        findings.unless(properties.at("SecurityGroupIngress").isAbsent(), group, "lets somebody call the workers");
        for (String rule : template.ofType("AWS::EC2::SecurityGroupIngress")) {
            findings.unless(!template.properties(rule).at("GroupId").all().contains(group), rule, "opens the workers");
        }
        var egress = new TreeSet<String>();
        properties
                .at("SecurityGroupEgress")
                .elements()
                .forEach(rule -> egress.add(rule.at("FromPort").all() + " to "
                        + rule.at("DestinationPrefixListId", "Ref").text()
                        + rule.at("DestinationSecurityGroupId", "Ref").text()
                        + rule.at("CidrIp").text()));
        findings.unless(
                egress.equals(Set.of(
                                "443 to S3PrefixListId",
                                "443 to EndpointSecurityGroup",
                                "{Ref=DatabasePort} to DatabaseSecurityGroupId"))
                        && template.ofType("AWS::EC2::SecurityGroupEgress").isEmpty(),
                group,
                "lets workers call others than S3, the endpoints and the database: " + egress);
    }

    private static void endpoints(Template template, Findings findings) {
        var services = new TreeSet<String>();
        for (String endpoint : template.ofType("AWS::EC2::VPCEndpoint")) {
            Node properties = template.properties(endpoint);
            services.add(properties.at("ServiceName", "Fn::Sub").text().replaceFirst(".*}\\.", ""));
            findings.unless(!properties.at("PolicyDocument").isAbsent(), endpoint, "has no policy");
            if (properties.at("VpcEndpointType").is("Interface")) {
                findings.unless(properties.at("PrivateDnsEnabled").is(true), endpoint, "is not found by its name");
                findings.unless(
                        properties.at("SecurityGroupIds").elements().stream()
                                .allMatch(each -> each.refers("EndpointSecurityGroup")),
                        endpoint,
                        "is not behind the endpoints' group");
            }
        }
        if (template.isSandbox()) {
            findings.unless(services.equals(SERVICES), "Endpoints", "are not those that workers need: " + services);
        }
    }

    private static void database(Template template, Findings findings) {
        findings.unless(
                template.properties("Repository")
                        .at("PubliclyAccessible")
                        .all()
                        .equals("{Fn::If=[HasAccess, true, false]}"),
                "Repository",
                "is public without Access");
        for (String way : List.of("InternetGateway", "InternetGatewayOfVpc", "RouteToAccess")) {
            findings.unless(template.at("Resources", way, "Condition").is("HasAccess"), way, "exists without Access");
        }
        for (Node rule : template.properties("DatabaseSecurityGroup")
                .at("SecurityGroupIngress")
                .elements()) {
            findings.unless(rule.at("FromPort").is(5432), "DatabaseSecurityGroup", "opens another port than 5432");
        }
    }
}
