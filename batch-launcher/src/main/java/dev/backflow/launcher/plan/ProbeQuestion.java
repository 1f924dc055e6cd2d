package dev.backflow.launcher.plan;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a probe JVM is asked, over its standard input: settings may be secret, and arguments can be read by everybody.
 *
 * @param word starts the line of the answer, and cannot be guessed by the hook
 * @param jar the path of the jar
 * @param className the hook's class, or null when the jar names it
 * @param settings {@code hook.settings} of the job file
 */
record ProbeQuestion(String word, String jar, @Nullable String className, Map<String, Object> settings) {
    /** Whole numbers are long, as they are in a job file. */
    private static final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    static ProbeQuestion of(String word, Path jar, @Nullable String className, Map<String, Object> settings) {
        return new ProbeQuestion(word, jar.toAbsolutePath().toString(), className, settings);
    }

    /**
     * Reads the question, and no more.
     *
     * @throws EOFException if there is none
     */
    static ProbeQuestion read(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the question ends too soon");
            }
            line.write(next);
        }
        return json.readValue(line.toByteArray(), ProbeQuestion.class);
    }

    /** The question as one line, with its end. */
    byte[] line() {
        return (json.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
