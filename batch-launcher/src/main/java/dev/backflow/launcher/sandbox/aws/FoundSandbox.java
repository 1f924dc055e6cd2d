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

    /**
     * The same as that of a job, if it is: a switch knows its job by its own name alone, which may lack something of the
     * job's.
     */
    public FoundSandbox asOf(String named) {
        return name.equals(StackName.of(base, named, run))
                ? new FoundSandbox(name, base, named, run, state, created, expires)
                : this;
    }

    /** Whether its hard end is over, so that nobody can have a use for it. */
    public boolean isExpired(Instant now) {
        return expires != null && expires.isBefore(now);
    }
}
