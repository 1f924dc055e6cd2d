package dev.backflow.hook;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * One named step of a hook. Made by {@link Steps}, which keeps the types in order.
 *
 * @param name 1 to {@value #MAX_NAME_LENGTH} characters, not blank, without control characters; not one of the names of
 *     the hook's own methods {@code authorize}, {@code completed} and {@code exhausted}
 * @param limit how long one attempt of it may take: more than nothing, at most 24 hours
 * @param function its work
 */
public record Step(String name, Duration limit, StepFunction<?, ?> function) {

    /** The longest name, in characters. */
    public static final int MAX_NAME_LENGTH = 100;

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Set<String> RESERVED = Set.of("authorize", "completed", "exhausted");

    /**
     * Checks name and limit.
     *
     * @throws IllegalArgumentException when the name or the limit will not do
     * @throws NullPointerException when limit or function is missing
     */
    public Step {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a step needs a name that is not blank");
        }
        if (name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a step's name has at most %d characters, none of them control characters"
                            .formatted(MAX_NAME_LENGTH));
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "no step can be named '%s': failures of the hook's own method of that name are reported so"
                            .formatted(name));
        }
        Objects.requireNonNull(limit, "a step needs a time limit");
        if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the time limit of step '%s' must be more than nothing and at most 24 hours, was %s"
                            .formatted(name, limit));
        }
        Objects.requireNonNull(function, "a step needs a function");
    }

    /**
     * Runs the step once. The types are not checked here: what {@link Steps} has put in order fits.
     *
     * @param value what the step before returned, or the document for the first step
     * @param document the document being served
     * @return what the function returned
     * @throws Exception whatever the function threw
     */
    @SuppressWarnings("unchecked")
    public Object run(Object value, Document document) throws Exception {
        return ((StepFunction<Object, Object>) function).apply(value, document);
    }
}
