package dev.backflow.hook;

import java.util.Map;
import java.util.Objects;

/**
 * The answer to whether a document may be served. A denied document is rejected: not served, not metered, but reported
 * with a status of its own. Immutable.
 */
public final class Decision {
    private static final Decision ALLOWED = new Decision("", null);

    private final String reason;
    private final Response response;

    private Decision(String reason, Response response) {
        this.reason = reason;
        this.response = response;
    }

    /**
     * Yes: the steps may run.
     *
     * @return always the same object
     */
    public static Decision allow() {
        return ALLOWED;
    }

    /**
     * No, with the status {@code REJECTED} and the payload {@code {reason}}.
     *
     * @param reason why, not blank
     * @return a denial
     * @throws IllegalArgumentException when the reason is blank
     */
    public static Decision deny(String reason) {
        requireReason(reason);
        return new Decision(reason, Response.of("REJECTED", Map.of("reason", reason)));
    }

    /**
     * No, with a status and payload of the hook's own.
     *
     * @param reason why, not blank; for the report
     * @param response what is published for the document
     * @return a denial
     * @throws IllegalArgumentException when the reason is blank
     */
    public static Decision deny(String reason, Response response) {
        requireReason(reason);
        return new Decision(reason, Objects.requireNonNull(response, "response"));
    }

    /**
     * Whether the answer is yes.
     *
     * @return true when the steps may run
     */
    public boolean allowed() {
        return this == ALLOWED;
    }

    /**
     * Why not.
     *
     * @return the reason of a denial; empty when allowed
     */
    public String reason() {
        return reason;
    }

    /**
     * What is published for a denied document.
     *
     * @return status and payload
     * @throws IllegalStateException when the document is allowed
     */
    public Response response() {
        if (allowed()) {
            throw new IllegalStateException("an allowed document has no response yet");
        }
        return response;
    }

    @Override
    public String toString() {
        return allowed() ? "allow" : "deny: " + reason;
    }

    private static void requireReason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw new IllegalArgumentException("a denial needs a reason");
        }
    }
}
