package dev.backflow.launcher.plan;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a probe JVM says to the one that started it: one line, told from a hook's own output by a word of the day. */
final class ProbeAnswer {
    private static final JsonMapper json = JsonMapper.builder().build();

    private ProbeAnswer() {}

    /**
     * @param word chosen by the starting JVM, which a hook cannot guess
     */
    static String line(String word, ProbedHook hook) {
        return word + json.writeValueAsString(hook);
    }

    /** What a line says, or null if it is not an answer. */
    static @Nullable ProbedHook parse(String word, String line) {
        if (!line.startsWith(word)) {
            return null;
        }
        try {
            return json.readValue(line.substring(word.length()), ProbedHook.class);
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }
}
