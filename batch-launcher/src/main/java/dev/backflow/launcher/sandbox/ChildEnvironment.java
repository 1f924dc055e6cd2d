package dev.backflow.launcher.sandbox;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The variables that a child gets beside, or instead of, those of this process.
 *
 * @param inherited the variables of this process
 * @param properties the properties of the task's definition, which may be secret: other users of the machine can read
 *     a process's arguments, but not its environment
 */
record ChildEnvironment(Map<String, String> inherited, Map<String, String> properties) {
    /** The variable from which a Spring Boot application reads properties. */
    static final String PROPERTIES = "SPRING_APPLICATION_JSON";

    // Only ASCII, as a JVM in another locale writes anything else to the environment as question marks.
    private static final JsonMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** What to add; the properties always, so that none that this process was started with reach the child. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        variables.put(PROPERTIES, json.writeValueAsString(properties));
        if (!hasUnicodeLocale()) {
            // Else a JVM cannot open a file whose name is not ASCII.
            variables.put("LC_ALL", "C.UTF-8");
        }
        return variables;
    }

    /** The first that is set decides (source: POSIX, Environment Variables, section 8.2). */
    private boolean hasUnicodeLocale() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = inherited.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
            }
        }
        return false;
    }

    /** The variables may be secret. */
    @Override
    public String toString() {
        return "ChildEnvironment" + properties.keySet();
    }
}
