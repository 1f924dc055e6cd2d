package dev.backflow.infra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A CloudFormation template, its short tags written out. */
final class Template {
    private static final Pattern IN_SUB = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");

    private final String name;
    private final Map<String, Object> root;

    private Template(String name, Map<String, Object> root) {
        this.name = name;
        this.root = root;
    }

    /** @param name {@code base} or {@code sandbox} */
    static Template load(String name) {
        return new Template(name, ShortTags.read(source(name)));
    }

    /** What is sent to CloudFormation. */
    static String source(String name) {
        return text(name + ".yaml");
    }

    /** A file that the launcher carries. */
    static String text(String file) {
        String resource = "/dev/backflow/infra/" + file;
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A changed copy of this template. */
    Template changed(Consumer<Template> change) {
        Template copy = new Template(name, map(copied(root)));
        change.accept(copy);
        return copy;
    }

    private static Object copied(Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((key, each) -> copy.put(key, copied(each)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().map(Template::copied).toList()
                : value;
    }

    String name() {
        return name;
    }

    boolean isSandbox() {
        return name.equals("sandbox");
    }

    Node root() {
        return new Node(root);
    }

    Node at(String... path) {
        return root().at(path);
    }

    Node properties(String resource) {
        return at("Resources", resource, "Properties");
    }

    /** Names of what a section has, such as {@code Parameters}. */
    List<String> names(String section) {
        return at(section).value() instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Names of the resources of a type. */
    List<String> ofType(String type) {
        return names("Resources").stream()
                .filter(each -> type(each).equals(type))
                .toList();
    }

    String type(String resource) {
        return at("Resources", resource, "Type").text();
    }

    /** Every name that a part of the template refers to, by Ref, GetAtt, Sub, Condition, If or DependsOn. */
    static Set<String> references(Node part) {
        var names = new TreeSet<String>();
        part.walk(node -> {
            names.add(node.at("Ref").text());
            names.add(node.at("Condition").value() instanceof String condition ? condition : "");
            node.at("DependsOn").elements().forEach(each -> names.add(each.text()));
            if (node.at("Fn::GetAtt").value() instanceof List<?> path) {
                names.add(String.valueOf(path.get(0)));
            }
            if (node.at("Fn::If").value() instanceof List<?> choice) {
                names.add(String.valueOf(choice.get(0)));
            }
            Node sub = node.at("Fn::Sub");
            Matcher found =
                    IN_SUB.matcher(sub.value() instanceof List<?> list ? String.valueOf(list.get(0)) : sub.text());
            while (found.find()) {
                names.add(found.group(1).split("\\.", 2)[0]);
            }
        });
        names.remove("");
        return names;
    }

    /** Sets a value, making the maps on the way; null takes the key away. */
    void set(@Nullable Object value, String... path) {
        Map<String, Object> here = root;
        for (int i = 0; i < path.length - 1; i++) {
            here = map(here.computeIfAbsent(path[i], key -> new LinkedHashMap<String, Object>()));
        }
        if (value == null) {
            here.remove(path[path.length - 1]);
        } else {
            here.put(path[path.length - 1], value);
        }
    }

    /** Sets a value of the worker's container; null takes the key away. */
    void setInWorker(@Nullable Object value, String key) {
        Map<String, Object> container = new LinkedHashMap<>(map(Objects.requireNonNull(properties("TaskDefinition")
                .at("ContainerDefinitions")
                .elements()
                .get(0)
                .value())));
        if (value == null) {
            container.remove(key);
        } else {
            container.put(key, value);
        }
        set(List.of(container), "Resources", "TaskDefinition", "Properties", "ContainerDefinitions");
    }

    /** Adds an element to a list. */
    void add(Object value, String... path) {
        List<Object> longer = new ArrayList<>();
        if (at(path).value() instanceof List<?> list) {
            longer.addAll(list);
        }
        longer.add(value);
        set(longer, path);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @Override
    public String toString() {
        return name;
    }
}
