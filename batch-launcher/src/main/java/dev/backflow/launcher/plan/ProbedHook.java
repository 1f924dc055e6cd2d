package dev.backflow.launcher.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a hook jar.
 *
 * @param className the hook's class, or null when there are problems
 * @param sha256 of the jar, 64 lower-case hexadecimal digits, or null when it cannot be read
 * @param steps the hook's steps in their order; empty when there are problems
 * @param warnings what is allowed but probably not meant, one line each
 * @param problems what is wrong with the jar, one line each; empty when the hook can be used
 */
public record ProbedHook(
        @Nullable String className,
        @Nullable String sha256,
        List<Step> steps,
        List<String> warnings,
        List<String> problems) {
    /** One step and its limit of time for one attempt. */
    public record Step(String name, long limitMillis) {}

    public ProbedHook {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        problems = List.copyOf(problems);
        if (problems.isEmpty() && (className == null || steps.isEmpty())) {
            throw new IllegalArgumentException("a hook without problems has a class and steps");
        }
    }

    /** A jar that cannot be used. */
    static ProbedHook wrong(String problem) {
        return new ProbedHook(null, null, List.of(), List.of(), List.of(problem));
    }

    /** Whether the hook can be used. */
    public boolean isUsable() {
        return problems.isEmpty();
    }
}
