package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a sandbox ends at the latest, whoever is alive then. It is written on the stack, and never moves. */
record HardEnd(Instant at) {
    /** How long before it nothing new is begun in the sandbox: workers settle what they are at, and leave. */
    static final Duration NOTICE = Duration.ofMinutes(2);

    /** @return null if the tags do not say it */
    static @Nullable HardEnd of(Map<String, String> tags) {
        try {
            return new HardEnd(Instant.parse(tags.getOrDefault(SandboxSpec.TAG_EXPIRES, "")));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Whether it is too late to begin anything. */
    boolean isNear(Instant now) {
        return !now.isBefore(at.minus(NOTICE));
    }

    /** The earlier one of this and another moment. */
    Instant atMost(Instant moment) {
        return moment.isBefore(at) ? moment : at;
    }

    @Override
    public String toString() {
        return at.toString();
    }
}
