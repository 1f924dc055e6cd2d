package dev.backflow.infra;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How workers run, and what tells of them. Of the sandbox only. */
final class WorkerRules {
    private WorkerRules() {}

    static List<String> check(Template template) {
        var findings = new Findings();
        if (template.isSandbox()) {
            task(template, findings);
            template.properties("TaskDefinition")
                    .at("ContainerDefinitions")
                    .elements()
                    .forEach(each -> container(each, findings));
            image(template, findings);
            Node cluster = template.properties("Cluster");
            findings.unless(
                    cluster.at("ClusterSettings").all().equals("[{Name=containerInsights, Value=enabled}]"),
                    "Cluster",
                    "has no container insights, from which CPU and memory are known");
            String insights = cluster.at("ClusterName", "Fn::Sub")
                    .all()
                    .replaceFirst("^\\[([^,]+),", "[/aws/ecs/containerinsights/$1/performance,");
            findings.unless(
                    Template.references(template.at("Resources", "Cluster")).stream()
                            .anyMatch(each -> template.properties(each)
                                    .at("LogGroupName", "Fn::Sub")
                                    .all()
                                    .equals(insights)),
                    "Cluster",
                    "leaves the log group of its container insights behind");
            findings.unless(
                    cluster.at("CapacityProviders").is(List.of("FARGATE", "FARGATE_SPOT")),
                    "Cluster",
                    "does not offer FARGATE and FARGATE_SPOT");
            alarms(template, findings);
        }
        return findings.all();
    }

    private static void task(Template template, Findings findings) {
        Node task = template.properties("TaskDefinition");
        findings.unless(
                task.at("RequiresCompatibilities").is(List.of("FARGATE"))
                        && task.at("NetworkMode").is("awsvpc"),
                "TaskDefinition",
                "is not one of Fargate");
        findings.unless(
                !task.at("ExecutionRoleArn").isAbsent()
                        && !task.at("TaskRoleArn").isAbsent()
                        && !task.at("ExecutionRoleArn")
                                .is(task.at("TaskRoleArn").value()),
                "TaskDefinition",
                "starts workers by the role that they have themselves");
        findings.unless(
                task.at("Cpu").refers("Cpu") && task.at("Memory").refers("Memory"),
                "TaskDefinition",
                "does not have the size that was asked for");
        findings.unless(
                task.at("Volumes").elements().stream()
                        .allMatch(each -> each.at("Host").isAbsent()),
                "TaskDefinition",
                "shares a folder with its host");
    }

    private static void container(Node container, Findings findings) {
        String place = "TaskDefinition " + container.at("Name").text();
        findings.unless(container.at("ReadonlyRootFilesystem").is(true), place, "can write to its root file system");
        findings.unless(
                container.at("User").text().matches("[1-9][0-9]*:[1-9][0-9]*"), place, "runs as root, or as anybody");
        findings.unless(!container.at("Privileged").is(true), place, "is privileged");
        Node linux = container.at("LinuxParameters");
        findings.unless(
                linux.at("Capabilities", "Drop").is(List.of("ALL"))
                        && linux.at("Capabilities", "Add").isAbsent(),
                place,
                "keeps capabilities");
        findings.unless(linux.at("InitProcessEnabled").is(true), place, "has no init process");
        findings.unless(container.at("StopTimeout").is(120), place, "is not given 120 s to stop");
        findings.unless(
                container.at("Environment").isAbsent(), place, "has an environment, where secrets would be seen");
        Set<String> secrets = container.at("Secrets").elements().stream()
                .map(each -> each.at("Name").text() + "="
                        + each.at("ValueFrom", "Fn::Sub").text())
                .collect(Collectors.toSet());
        findings.unless(
                secrets.equals(Set.of(
                        "BACKFLOW_REPOSITORY_USER=${WorkerSecretArn}:username::",
                        "BACKFLOW_REPOSITORY_PASSWORD=${WorkerSecretArn}:password::")),
                place,
                "does not have exactly user and password as secrets");
        Node log = container.at("LogConfiguration");
        findings.unless(
                log.at("LogDriver").is("awslogs")
                        && log.at("Options", "awslogs-group").refers("LogGroup"),
                place,
                "does not log to the run's group");
        findings.unless(
                log.at("Options", "awslogs-create-group").isAbsent(),
                place,
                "makes its log group, again perhaps after the run");
        findings.unless(
                container.at("MountPoints").all().contains("ContainerPath=/scratch"),
                place,
                "has no folder to write to");
        findings.unless(container.at("Image").refers("Image"), place, "does not run the image that was asked for");
    }

    private static void image(Template template, Findings findings) {
        String pattern = template.at("Parameters", "Image", "AllowedPattern").text();
        String repository = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/backflow/worker";
        findings.unless(
                !pattern.isEmpty()
                        && (repository + "@sha256:" + "0".repeat(64)).matches(pattern)
                        && !(repository + ":latest").matches(pattern)
                        && !(repository + ":1@sha256:0").matches(pattern)
                        && !repository.matches(pattern),
                "Image",
                "may be given by something else than its digest");
        findings.unless(template.at("Parameters", "Image", "Default").isAbsent(), "Image", "has a default");
    }

    private static void alarms(Template template, Findings findings) {
        String watched = template.ofType("AWS::CloudWatch::Alarm").stream()
                .map(each -> template.properties(each).all())
                .collect(Collectors.joining());
        for (String metric : List.of("errors", "CpuUtilized", "MemoryUtilized")) {
            findings.unless(watched.contains(metric), "Alarms", "do not watch " + metric);
        }
        findings.unless(template.ofType("AWS::CloudWatch::Dashboard").size() == 1, "Dashboard", "is missing");
        findings.unless(
                template.ofType("AWS::Logs::MetricFilter").stream()
                        .anyMatch(each ->
                                template.properties(each).at("LogGroupName").refers("LogGroup")),
                "Errors",
                "are not counted");
    }
}
