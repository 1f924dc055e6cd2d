package dev.backflow.infra;

import java.util.ArrayList;
import java.util.List;

/** A statement of a policy, and the resource of the template in which it stands. */
record Statement(String resource, Node node) {
    /** All statements of a template, in whichever kind of policy. */
    static List<Statement> of(Template template) {
        List<Statement> all = new ArrayList<>();
        for (String resource : template.names("Resources")) {
            template.at("Resources", resource)
                    .walk(node ->
                            node.at("Statement").elements().forEach(each -> all.add(new Statement(resource, each))));
        }
        return all;
    }

    boolean allows() {
        return node.at("Effect").is("Allow");
    }

    /** Whether it says who, as the policy of a bucket, an endpoint or a role's trust does. */
    boolean hasPrincipal() {
        return !node.at("Principal").isAbsent();
    }

    List<String> actions() {
        return node.at("Action").elements().stream().map(Node::text).toList();
    }

    List<Node> resources() {
        return node.at("Resource").elements();
    }

    Node condition() {
        return node.at("Condition");
    }

    String place() {
        return resource + " " + node.at("Sid").text() + actions();
    }
}
