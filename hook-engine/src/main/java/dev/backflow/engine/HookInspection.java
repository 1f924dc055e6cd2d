package dev.backflow.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a hook jar holds, found by opening, starting and stopping it in this JVM. The hook's own code runs, and may do
 * what it likes to this JVM, never come back included: look at a jar of others in a JVM that can be ended.
 *
 * @param className the full name of the hook's class
 * @param steps its steps in order, at least one
 * @param warnings what is allowed but probably not meant, a sentence each
 */
public record HookInspection(String className, List<DescribedStep> steps, List<String> warnings) {

    /** Takes copies of the lists. */
    public HookInspection {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at a jar.
     *
     * @param jar a jar on this machine
     * @param className the hook's class, or null when {@code META-INF/services} names it
     * @param settings {@code hook.settings} of the job file
     * @throws HookJarException whatever is wrong with the jar or the hook
     */
    public static HookInspection of(Path jar, @Nullable String className, Map<String, ?> settings) {
        try (HookJar opened = HookJar.open(jar, className, settings)) {
            LoadedHook hook = opened.hook();
            return new HookInspection(
                    hook.className(),
                    hook.steps().stream()
                            .map(step -> new DescribedStep(step.name(), step.limit()))
                            .toList(),
                    opened.warnings());
        }
    }

    /** One step: its name, and how long one attempt of it may take. */
    public record DescribedStep(String name, Duration limit) {}
}
