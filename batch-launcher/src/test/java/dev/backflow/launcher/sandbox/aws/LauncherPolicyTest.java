package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The launcher's policy allows what the code calls, and no more. When a call is new here, add its action to
 * {@code launcher-policy.json} in infra-templates, and the policy to docs/operating.md.
 */
class LauncherPolicyTest {
    private static final Pattern CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\.\\w+Client");

    /** Services whose actions do not begin with their names. */
    private static final Map<String, String> PREFIXES =
            Map.of("resourcegroupstaggingapi", "tag", "cloudwatchlogs", "logs");

    /** Methods of clients that call nobody. */
    private static final Set<String> LOCAL =
            Set.of("builder", "create", "close", "serviceName", "utilities", "waiter", "serviceClientConfiguration");

    /** Operations whose actions have other names than they themselves, or that need more than one. */
    private static final Map<String, Set<String>> ACTIONS = Map.ofEntries(
            Map.entry("s3:HeadObject", Set.of("s3:GetObject", "s3:GetObjectVersion")),
            Map.entry("s3:GetObject", Set.of("s3:GetObject", "s3:GetObjectVersion")),
            Map.entry("s3:GetObjectAsBytes", Set.of("s3:GetObject")),
            Map.entry("s3:CopyObject", Set.of("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject")),
            Map.entry("s3:UploadPartCopy", Set.of("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject")),
            Map.entry("s3:CreateMultipartUpload", Set.of("s3:PutObject")),
            Map.entry("s3:UploadPart", Set.of("s3:PutObject")),
            Map.entry("s3:CompleteMultipartUpload", Set.of("s3:PutObject")),
            Map.entry("s3:DeleteObjects", Set.of("s3:DeleteObject", "s3:DeleteObjectVersion")),
            Map.entry("s3:HeadBucket", Set.of("s3:ListBucket")),
            Map.entry("s3:ListObjectsV2", Set.of("s3:ListBucket")),
            Map.entry("s3:ListObjectVersions", Set.of("s3:ListBucketVersions")),
            Map.entry("s3:ListMultipartUploads", Set.of("s3:ListBucketMultipartUploads")),
            Map.entry(
                    "cloudformation:CreateStack",
                    Set.of("cloudformation:CreateStack", "cloudformation:TagResource", "iam:PassRole")),
            // All stacks are described, as well as one.
            Map.entry(
                    "cloudformation:DescribeStacks",
                    Set.of("cloudformation:DescribeStacks", "cloudformation:ListStacks")),
            // A subnet's drift is looked for with the rights of the caller.
            Map.entry(
                    "cloudformation:DetectStackResourceDrift",
                    Set.of("cloudformation:DetectStackResourceDrift", "ec2:DescribeSubnets")),
            Map.entry("ecs:RunTask", Set.of("ecs:RunTask", "ecs:TagResource", "iam:PassRole")),
            Map.entry("scheduler:CreateSchedule", Set.of("scheduler:CreateSchedule", "iam:PassRole")),
            Map.entry("scheduler:UpdateSchedule", Set.of("scheduler:UpdateSchedule", "iam:PassRole")),
            // Everybody may ask who they are.
            Map.entry("sts:GetCallerIdentity", Set.of()));

    private static final Set<String> CALLED = scanned();

    @Test
    void allowsEachActionThatTheCodeCalls() throws Exception {
        Set<String> missing = new TreeSet<>(called());
        missing.removeAll(allowed());

        assertThat(missing).isEmpty();
    }

    @Test
    void allowsNoActionThatTheCodeDoesNotCall() throws Exception {
        Set<String> needless = new TreeSet<>(allowed());
        needless.removeAll(called());

        assertThat(needless).isSubsetOf("s3:GetBucketVersioning");
    }

    @Test
    void seesTheCallsOfLambdasAndPages() {
        assertThat(called())
                .contains("s3:ListBucket", "s3:PutObject", "cloudformation:DescribeStackEvents", "ecs:RunTask");
    }

    @Test
    void isBoundToWhatBelongsToBackflow() throws Exception {
        for (JsonNode statement : policy().path("Statement")) {
            Set<String> actions = texts(statement.path("Action"));
            assertThat(actions).noneMatch(action -> action.contains("*"));
            if (texts(statement.path("Resource")).contains("*")) {
                assertThat(actions)
                        .as("actions that know no resource, or only a condition")
                        .isSubsetOf(
                                "cloudformation:ListStacks",
                                "tag:GetResources",
                                "ec2:DescribeSubnets",
                                "ecs:ListTasks",
                                "ecs:ListClusters",
                                "scheduler:ListSchedules");
            }
            if (actions.contains("iam:PassRole")) {
                assertThat(statement.path("Condition").toString()).contains("iam:PassedToService");
            }
        }
    }

    @Test
    void isTheOneInTheDocumentation() throws Exception {
        assertThat(Files.readString(Path.of("../docs/operating.md"))).contains(text());
    }

    private static Set<String> called() {
        return CALLED;
    }

    private static Set<String> scanned() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // Another module's tests come as a jar.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.backflow.launcher.sandbox.aws", "dev.backflow.run.aws");
        return classes.stream()
                .flatMap(each -> Stream.concat(
                        each.getMethodCallsFromSelf().stream(), each.getMethodReferencesFromSelf().stream()))
                .flatMap(LauncherPolicyTest::actions)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> actions(JavaCodeUnitAccess<?> call) {
        Matcher client = CLIENT.matcher(call.getTargetOwner().getName());
        String method = call.getName();
        if (!client.matches() || LOCAL.contains(method)) {
            return Stream.of();
        }
        String service = PREFIXES.getOrDefault(client.group(1), client.group(1));
        String operation = method.substring(0, 1).toUpperCase(Locale.ROOT)
                + method.substring(1).replaceFirst("Paginator$", "");
        String action = service + ":" + operation;
        return ACTIONS.getOrDefault(action, Set.of(action)).stream();
    }

    private static Set<String> allowed() throws Exception {
        Set<String> actions = new TreeSet<>();
        for (JsonNode statement : policy().path("Statement")) {
            if (statement.path("Effect").asString("").equals("Allow")) {
                actions.addAll(texts(statement.path("Action")));
            }
        }
        return actions;
    }

    private static Set<String> texts(JsonNode oneOrMore) {
        Set<String> texts = new TreeSet<>();
        if (oneOrMore.isArray()) {
            oneOrMore.forEach(each -> texts.add(each.asString("")));
        } else {
            texts.add(oneOrMore.asString(""));
        }
        return texts;
    }

    private static JsonNode policy() throws Exception {
        return JsonMapper.shared().readTree(text());
    }

    private static String text() throws Exception {
        try (InputStream in = Objects.requireNonNull(
                LauncherPolicyTest.class.getResourceAsStream("/dev/backflow/infra/launcher-policy.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
