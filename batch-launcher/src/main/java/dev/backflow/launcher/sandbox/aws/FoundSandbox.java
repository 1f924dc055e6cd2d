package dev.backflow.launcher.sandbox.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox that was found in AWS by its tags or by its dead-man's switch, with or without any books of its run.
 *
 * @param name of its stack, and of its dead-man's switch
 * @param state of the stack, as CloudFormation says it; {@link #NO_STACK} when only other things are left
 * @param created null when there is no stack
 * @param expires null when nothing says it
 */
public record FoundSandbox(
        String name,
        String base,
        String job,
        int run,
        String state,
        @Nullable Instant created,
        @Nullable Instant expires) {
    public static final String NO_STACK = "NO_STACK";

    /** Whether its hard end is over, so that nobody can have a use for it. */
    public boolean isExpired(Instant now) {
        return expires != null && expires.isBefore(now);
    }
}
