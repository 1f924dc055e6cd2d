package dev.backflow.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A place in a template: a map, a list, a scalar, or nothing, which has nothing below it either. */
record Node(@Nullable Object value) {
    Node at(String... keys) {
        Object here = value;
        for (String key : keys) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Node(here);
    }

    boolean isAbsent() {
        return value == null;
    }

    boolean is(@Nullable Object expected) {
        return expected == null ? value == null : expected.equals(value);
    }

    /** A scalar as text; empty when there is none. */
    String text() {
        return value == null ? "" : String.valueOf(value);
    }

    /** Whether this is {@code !Ref name}. */
    boolean refers(String name) {
        return at("Ref").is(name);
    }

    /** The elements of a list; a value that may stand in place of a list is one element. Both ways of an Fn::If count. */
    List<Node> elements() {
        List<Node> all = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> all.addAll(new Node(each).alternatives()));
        } else if (value != null) {
            all.addAll(alternatives());
        }
        return all;
    }

    private List<Node> alternatives() {
        if (at("Fn::If").value() instanceof List<?> choice && choice.size() == 3) {
            return choice.subList(1, 3).stream()
                    .map(Node::new)
                    .filter(each -> !each.refers("AWS::NoValue"))
                    .toList();
        }
        return List.of(this);
    }

    /** This, and everything below it. */
    void walk(Consumer<Node> visitor) {
        visitor.accept(this);
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> new Node(each).walk(visitor));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> new Node(each).walk(visitor));
        }
    }

    /** All below this, and this itself, as text that can be searched. */
    String all() {
        return String.valueOf(value);
    }
}
