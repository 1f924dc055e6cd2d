package dev.backflow.infra;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML with CloudFormation's short tags, each as the map with one key that it stands for. */
final class ShortTags extends SafeConstructor {
    private static final List<String> FUNCTIONS =
            List.of("Sub", "GetAtt", "Select", "Split", "Join", "If", "Equals", "Not", "And", "Or", "GetAZs", "Cidr");

    private ShortTags(LoaderOptions options) {
        super(options);
        FUNCTIONS.forEach(name -> yamlConstructors.put(new Tag("!" + name), new WrittenOut("Fn::" + name)));
        yamlConstructors.put(new Tag("!Ref"), new WrittenOut("Ref"));
        yamlConstructors.put(new Tag("!Condition"), new WrittenOut("Condition"));
    }

    static Map<String, Object> read(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new ShortTags(options)).load(yaml);
    }

    private final class WrittenOut extends AbstractConstruct {
        private final String key;

        WrittenOut(String key) {
            this.key = key;
        }

        @Override
        public Object construct(org.yaml.snakeyaml.nodes.Node node) {
            Object value;
            if (node instanceof SequenceNode sequence) {
                value = constructSequence(sequence);
            } else if (node instanceof MappingNode mapping) {
                value = constructMapping(mapping);
            } else {
                String text = ((ScalarNode) node).getValue();
                value = key.equals("Fn::GetAtt") ? List.of(text.split("\\.", 2)) : text;
            }
            return Map.of(key, value);
        }
    }
}
