package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Deletes a run's stack when nobody pushes it forward any more: a schedule outside the stack, which therefore exists
 * before the stack and after it, and which repeats its deletion, because the first one may fail. Safe for use by several
 * threads; once removed, it is never set again.
 */
final class DeadManSwitch {
    /** How long the launcher may be silent. */
    static final Duration HORIZON = Duration.ofMinutes(30);

    static final Duration BETWEEN_PUSHES = Duration.ofMinutes(3);
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(20);

    /** How often the deletion is repeated once it is due. */
    private static final String REPETITION = "rate(15 minutes)";

    /** For how long it is repeated; then the schedule removes itself. */
    private static final Duration REPEATED_FOR = Duration.ofDays(7);

    private static final String TARGET = "arn:%s:scheduler:::aws-sdk:cloudformation:deleteStack";

    private final SchedulerClient client;
    private final Calls calls;
    private final Base base;
    private final SandboxSpec spec;
    private final Surroundings surroundings;
    private String stack;
    private HardEnd hardEnd = new HardEnd(Instant.MAX);
    private boolean armed;

    DeadManSwitch(SchedulerClient client, Calls calls, Base base, SandboxSpec spec, Surroundings surroundings) {
        this.client = client;
        this.calls = calls;
        this.base = base;
        this.spec = spec;
        this.surroundings = surroundings;
        this.stack = spec.stackName();
    }

    /** Sets it, before there is a stack; or pushes the one forward that an earlier launcher of the run has set. */
    synchronized void arm(HardEnd notBeyond) {
        stack = spec.stackName();
        hardEnd = notBeyond;
        set(due());
        armed = true;
    }

    /** From now on it deletes no other stack than this, should another one take its name. */
    synchronized void aim(String stackId, HardEnd notBeyond) {
        stack = stackId;
        hardEnd = notBeyond;
        set(due());
    }

    /**
     * Pushes it forward, if it is set. A fault is told, and ends nothing.
     *
     * @return how soon to push again
     */
    synchronized Duration push() {
        if (!armed) {
            return BETWEEN_PUSHES;
        }
        try {
            set(due());
            return BETWEEN_PUSHES;
        } catch (SandboxException e) {
            surroundings
                    .failures()
                    .accept("The dead-man's switch %s could not be pushed forward: %s"
                            .formatted(spec.stackName(), e.getMessage()));
            return BETWEEN_TRIES;
        }
    }

    /** Lets it delete the stack at once, and as often as it takes; this launcher does not wait for it. */
    synchronized void fire() {
        armed = false;
        set(surroundings.clock().instant());
    }

    synchronized void remove() {
        armed = false;
        calls.change("scheduler:DeleteSchedule", resource(), () -> {
            try {
                client.deleteSchedule(
                        request -> request.groupName(base.scheduleGroup()).name(spec.stackName()));
            } catch (ResourceNotFoundException e) {
                // It was never set, or an answer was lost.
            }
            return true;
        });
    }

    boolean exists() {
        return calls.ask("scheduler:GetSchedule", resource(), () -> {
            try {
                client.getSchedule(
                        request -> request.groupName(base.scheduleGroup()).name(spec.stackName()));
                return true;
            } catch (ResourceNotFoundException e) {
                return false;
            }
        });
    }

    String resource() {
        return "schedule %s/%s".formatted(base.scheduleGroup(), spec.stackName());
    }

    private Instant due() {
        return hardEnd.atMost(surroundings.clock().instant().plus(HORIZON));
    }

    private void set(Instant due) {
        Instant now = surroundings.clock().instant();
        // AWS takes no schedule that should have begun long ago.
        Instant start = due.isBefore(now) ? now : due;
        boolean updated = calls.change("scheduler:UpdateSchedule", resource(), () -> update(start));
        if (!updated) {
            calls.change("scheduler:CreateSchedule", resource(), () -> create(start));
        }
    }

    private boolean update(Instant start) {
        try {
            client.updateSchedule(UpdateScheduleRequest.builder()
                    .groupName(base.scheduleGroup())
                    .name(spec.stackName())
                    .description(description())
                    .scheduleExpression(REPETITION)
                    .startDate(start)
                    .endDate(start.plus(REPEATED_FOR))
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .flexibleTimeWindow(exactly())
                    .target(target())
                    .build());
            return true;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    private boolean create(Instant start) {
        try {
            client.createSchedule(CreateScheduleRequest.builder()
                    .groupName(base.scheduleGroup())
                    .name(spec.stackName())
                    .description(description())
                    .scheduleExpression(REPETITION)
                    .startDate(start)
                    .endDate(start.plus(REPEATED_FOR))
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .flexibleTimeWindow(exactly())
                    .target(target())
                    .build());
            return true;
        } catch (ConflictException e) {
            // The answer to a call before was lost.
            return update(start);
        }
    }

    private String description() {
        return "Deletes the sandbox of run %d of job %s when its launcher is gone."
                .formatted(spec.run(), spec.stackName());
    }

    private static FlexibleTimeWindow exactly() {
        return FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build();
    }

    private Target target() {
        return Target.builder()
                .arn(TARGET.formatted(partition(base.reaperRoleArn())))
                .roleArn(base.reaperRoleArn())
                .input(JsonMapper.shared()
                        .createObjectNode()
                        .put("StackName", stack)
                        .toString())
                .build();
    }

    /** The part of AWS that an ARN is of: {@code aws}, {@code aws-cn}, {@code aws-us-gov}. */
    static String partition(@Nullable String arn) {
        String[] parts = arn == null ? new String[0] : arn.split(":");
        return parts.length > 1 && !parts[1].isEmpty() ? parts[1] : "aws";
    }
}
