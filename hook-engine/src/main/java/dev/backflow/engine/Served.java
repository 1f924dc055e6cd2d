package dev.backflow.engine;

import dev.backflow.hook.Failure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of one document's serving. Holds nothing of the hook's classes, so it outlives the hook's class loader.
 *
 * @param verdict how it ended
 * @param status the hook's own word for it, 1 to 100 characters
 * @param payload plain data, at all depths in immutable copies: String, Boolean, Byte, Short, Integer, Long, BigInteger,
 *     BigDecimal, finite Float and Double, null, List, and Map with String keys in the hook's order
 * @param attempts how many attempts were begun, 1 or more; a rejected document's last one only asked for authorization
 * @param failure what the last failed attempt failed with, even where a later one succeeded; null when none failed
 */
public record Served(
        Verdict verdict,
        String status,
        Map<String, @Nullable Object> payload,
        int attempts,
        @Nullable Failure failure) {

    /** Checks what can be checked. */
    public Served {
        if (attempts < 1) {
            throw new IllegalArgumentException("a document is served in 1 attempt or more, was " + attempts);
        }
        if (verdict == Verdict.EXHAUSTED && failure == null) {
            throw new IllegalArgumentException("an exhausted document has a failure");
        }
    }
}
