package dev.backflow.launcher.run;

import dev.backflow.launcher.report.Cost;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sandbox in AWS.
 *
 * @param name of its stack
 * @param state of its stack, in CloudFormation's words
 * @param age null when nothing says when it was created
 * @param expires its hard end; null when nothing says it
 * @param cost so far, of what is there as long as the sandbox is, without its workers; null when its age is not known
 */
public record SandboxRow(
        String name,
        String tier,
        String job,
        int run,
        String state,
        @Nullable Duration age,
        @Nullable Instant expires,
        RunOwner owner,
        @Nullable Cost cost) {}
