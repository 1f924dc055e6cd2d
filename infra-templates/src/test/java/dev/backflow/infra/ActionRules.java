package dev.backflow.infra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What is allowed is allowed in a way that IAM takes for it: a right on a resource that its action does not know, or under
 * a condition that never comes with it, is none, and no emulator says so.
 */
final class ActionRules {
    private static final Node KNOWN = known();

    private ActionRules() {}

    /** Of a template's roles and endpoints, each for itself. */
    static List<String> check(Template template) {
        List<Statement> all = Statement.of(template);
        Set<String> owners = all.stream().map(Statement::resource).collect(Collectors.toCollection(TreeSet::new));
        return owners.stream()
                .flatMap(owner -> check(
                        all.stream()
                                .filter(each -> each.resource().equals(owner))
                                .toList(),
                        template.type(owner).equals("AWS::IAM::Role"))
                        .stream())
                .toList();
    }

    /**
     * Of one policy.
     *
     * @param whole whether nothing else allows its owner anything
     */
    static List<String> check(List<Statement> policy, boolean whole) {
        var findings = new Findings();
        List<Statement> allowing = policy.stream()
                .filter(each -> each.allows() && !each.resources().isEmpty())
                .toList();
        Set<String> allowed =
                allowing.stream().flatMap(each -> each.actions().stream()).collect(Collectors.toSet());
        for (Statement statement : allowing) {
            for (String action : statement.actions()) {
                if (!action.contains("*")) {
                    action(statement, action, findings);
                    KNOWN.at(action, "needs")
                            .elements()
                            .forEach(needed -> findings.unless(
                                    !whole || allowed.contains(needed.text()),
                                    statement.place(),
                                    "%s needs %s besides".formatted(action, needed.text())));
                }
            }
        }
        return findings.all();
    }

    private static void action(Statement statement, String action, Findings findings) {
        String place = statement.place();
        findings.unless(!KNOWN.at(action).isAbsent(), place, action + " is not in actions.yaml");
        findings.unless(
                !KNOWN.at(action, "resources").isAbsent()
                        || statement.resources().stream().allMatch(each -> each.is("*")),
                place,
                action + " knows no resource, so that it is allowed on none of these");
        Set<String> keys = KNOWN.at(action, "conditions").elements().stream()
                .map(each -> each.text().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (String key : keys(statement.condition())) {
            findings.unless(
                    isOfEveryCall(key) || keys.contains(withoutTag(key)),
                    place,
                    "%s never comes with %s, so that it is not allowed".formatted(action, key));
        }
    }

    private static Set<String> keys(Node condition) {
        var keys = new TreeSet<String>();
        if (condition.value() instanceof Map<?, ?> operators) {
            operators.values().forEach(each -> {
                if (each instanceof Map<?, ?> comparisons) {
                    comparisons.keySet().forEach(key -> keys.add(String.valueOf(key)));
                }
            });
        }
        return keys;
    }

    private static boolean isOfEveryCall(String key) {
        return key.startsWith("aws:") && !key.contains("Tag");
    }

    /** The name of a tag is anything. */
    private static String withoutTag(String key) {
        return key.replaceFirst("Tag/.*", "Tag/*").toLowerCase(Locale.ROOT);
    }

    private static Node known() {
        String resource = "/dev/backflow/infra/actions.yaml";
        try (InputStream in = Objects.requireNonNull(ActionRules.class.getResourceAsStream(resource), resource)) {
            return new Node(new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
