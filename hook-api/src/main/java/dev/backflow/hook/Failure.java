package dev.backflow.hook;

import java.util.Map;

/**
 * What an attempt failed with. Strings only, so that it can be kept after the hook is gone.
 *
 * @param step the name of the step, or {@code authorize}, {@code completed} or {@code exhausted} for these methods
 * @param type the full name of what was thrown, or one of this record's constants
 * @param message its message, at most 1,000 characters, which may hold line breaks; empty when it had none
 * @param where the place in the hook it came from, such as {@code acme.Parser.total(Parser.java:41)}; empty when unknown
 * @param attempts how many attempts had been made by then, this one included; 1 or more
 */
public record Failure(String step, String type, String message, String where, int attempts) {

    /** The type of a failure whose step took longer than its time limit. */
    public static final String TIME_LIMIT = "TIME_LIMIT";

    /** The type of a failure whose document is no longer what was listed. No retries follow. */
    public static final String SOURCE_CHANGED = "SOURCE_CHANGED";

    /** The type of a failure whose payload is not plain data. */
    public static final String NOT_PLAIN = "NOT_PLAIN";

    /** The type of a failure whose step or method returned null. */
    public static final String NULL_RESULT = "NULL_RESULT";

    /**
     * Checks that nothing is missing.
     *
     * @throws IllegalArgumentException when a text is null, step or type is blank, or there was no attempt
     */
    public Failure {
        if (step == null || step.isBlank() || type == null || type.isBlank()) {
            throw new IllegalArgumentException("a failure needs a step and a type");
        }
        if (message == null || where == null) {
            throw new IllegalArgumentException("a failure without message or place has empty ones, not null");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("a failure comes after 1 attempt or more, was " + attempts);
        }
    }

    /**
     * The answer for a document that exhausted its attempts, unless its hook gives another: status {@code EXHAUSTED}, and
     * step, type and message as payload.
     *
     * @return the default response
     */
    public Response toResponse() {
        return Response.of("EXHAUSTED", Map.of("step", step, "type", type, "message", message));
    }
}
