package dev.backflow.run.job;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hook of a job.
 *
 * @param jar absolute and normalized
 * @param className null when the jar names its hook itself
 * @param settings unmodifiable, in the order of the file: text, {@code Long}, {@code Double}, {@code Boolean}, lists
 *     and maps of these; never null inside
 * @param sha256 64 lower-case hexadecimal digits, or null
 */
public record HookJar(
        @Description("The hook's jar file. A relative path starts at the job file's folder.")
        Path jar,

        @Description("The hook's class. May be left out when the jar names it in META-INF/services.")
        @Key("class")
        @Matching(pattern = HookJar.CLASS_PATTERN, remedy = "Write a class name, such as com.example.Invoices.")
        @Nullable
        String className,

        @Description("Free-form settings, handed to the hook as they are: text, numbers, true and false, lists, maps.")
        @Default("{}")
        Map<String, Object> settings,

        @Description("The SHA-256 that the jar must have. The run stops before it starts if the jar has another one.")
        @Matching(
                pattern = HookJar.SHA256_PATTERN,
                remedy = "Write the 64 lower-case hexadecimal digits that sha256sum prints, in quotes.")
        @Nullable
        String sha256) {
    static final String CLASS_PATTERN = "^[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*$";
    static final String SHA256_PATTERN = "^[0-9a-f]{64}$";

    public HookJar {
        if (!jar.isAbsolute()) {
            throw new IllegalArgumentException("a hook jar's path must be absolute, was " + jar);
        }
        if (className != null && !className.matches(CLASS_PATTERN)) {
            throw new IllegalArgumentException("not a class name: " + className);
        }
        if (sha256 != null && !sha256.matches(SHA256_PATTERN)) {
            throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + sha256);
        }
        jar = jar.normalize();
        settings = PlainData.copyOf(settings);
    }
}
