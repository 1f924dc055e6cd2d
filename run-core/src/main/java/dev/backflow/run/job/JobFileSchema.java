package dev.backflow.run.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema (draft-07) of job files, made from the same records as the parser. Editors use it while typing. */
public final class JobFileSchema {
    private JobFileSchema() {}

    /** The schema as text, always the same, with a line feed at its end. */
    public static String generate() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Backflow job file");
        schema.put("description", "Made by the command schema of launcher.jar; do not edit.");
        schema.putAll(section(JobFile.class));
        schema.put("definitions", Map.of("plain", plain()));
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return JsonMapper.shared().writer().with(printer).writeValueAsString(schema) + "\n";
    }

    private static Map<String, Object> section(Class<? extends Record> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordKey key : RecordKey.of(type)) {
            properties.put(key.name(), property(key));
        }
        List<String> required = RecordKey.of(type).stream()
                .filter(key -> !key.isOptional())
                .map(RecordKey::name)
                .toList();
        Map<String, Object> section = ValueType.keywords("type", "object", "additionalProperties", false);
        if (!required.isEmpty()) {
            section.put("required", required);
        }
        section.put("properties", properties);
        return section;
    }

    private static Map<String, Object> property(RecordKey key) {
        Map<String, Object> property = ValueType.keywords("description", key.description());
        Class<? extends Record> section = key.section();
        if (section != null) {
            property.putAll(section(section));
            return property;
        }
        ValueType type = ValueType.of(key);
        property.putAll(type.schema());
        String written = key.defaultValue();
        if (written != null && !written.isEmpty()) {
            property.put("default", type.jsonDefault(written));
        }
        return property;
    }

    /** What the settings of a hook may hold, at any depth. */
    private static Map<String, Object> plain() {
        Map<String, Object> itself = Map.of("$ref", "#/definitions/plain");
        return ValueType.keywords(
                "type",
                List.of("string", "number", "boolean", "array", "object"),
                "items",
                itself,
                "additionalProperties",
                itself);
    }
}
