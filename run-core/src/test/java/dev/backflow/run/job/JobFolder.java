package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A folder with one job file, {@code job.yaml}, and what reading it says; messages name the folder {@code jobs}. */
record JobFolder(Path path) {
    static final String SMALLEST = """
            hook: {jar: hook.jar}
            source: file:documents
            results: file:results
            """;

    JobFile parsed(String yaml, String... settings) {
        return parsed(yaml.getBytes(StandardCharsets.UTF_8), settings);
    }

    JobFile parsed(byte[] yaml, String... settings) {
        return parser().parse("job", written(yaml), overrides(settings)).file();
    }

    List<String> faults(String yaml, String... settings) {
        return faults(yaml.getBytes(StandardCharsets.UTF_8), settings);
    }

    List<String> faults(byte[] yaml, String... settings) {
        return lines(refusal(() -> parser().parse("job", written(yaml), overrides(settings))));
    }

    List<String> faultsWithChecks(String yaml, String... settings) {
        return lines(refusalWithChecks(yaml, settings));
    }

    InvalidJobFileException refusalWithChecks(String yaml, String... settings) {
        Path file = written(yaml.getBytes(StandardCharsets.UTF_8));
        return refusal(() -> parser().parseAndCheck("job", file, overrides(settings)));
    }

    JobFileParser parser() {
        return new JobFileParser(path.resolve("working"));
    }

    private static InvalidJobFileException refusal(ThrowingCallable call) {
        return catchThrowableOfType(InvalidJobFileException.class, call);
    }

    Path written(byte[] yaml) {
        try {
            return Files.write(path.resolve("job.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(InvalidJobFileException refusal) {
        return refusal.problems().stream()
                .map(Problem::toString)
                .map(line -> line.replace(path.toString(), "jobs"))
                .toList();
    }

    private static List<SettingOverride> overrides(String... settings) {
        return Arrays.stream(settings).map(SettingOverride::of).toList();
    }
}
