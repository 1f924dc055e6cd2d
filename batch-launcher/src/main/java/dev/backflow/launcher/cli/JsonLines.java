package dev.backflow.launcher.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Results for programs: one JSON object a line, the first of which names the schema. */
final class JsonLines {
    private static final String SCHEMA = "1.0";

    private final JsonMapper mapper = JsonMapper.builder().build();
    private boolean started;

    /** The next line. Its keys keep their order; values are strings, numbers, booleans, lists, maps or null. */
    String line(Map<String, ? extends @Nullable Object> object) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        if (!started) {
            line.put("schema", SCHEMA);
        }
        started = true;
        line.putAll(object);
        return mapper.writeValueAsString(line);
    }
}
