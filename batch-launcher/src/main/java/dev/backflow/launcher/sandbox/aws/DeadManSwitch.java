package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Deletes a run's stack when nobody pushes it forward any more: a schedule outside the stack, which therefore exists
 * before the stack and after it, and which repeats its deletion, because the first one may fail. Safe for use by several
 * threads; once removed, it is never set again. To let it go off waits for no other thread's call, which may hang.
 */
final class DeadManSwitch {
    /** How long the launcher may be silent. */
    static final Duration HORIZON = Duration.ofMinutes(30);

    /** What workers of a launcher that was told to stop are left to settle what they have; more than they are waited for. */
    static final Duration NOTICE = Duration.ofMinutes(1);

    static final Duration BETWEEN_PUSHES = Duration.ofMinutes(3);
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(20);

    /** How often the deletion is repeated once it is due. */
    private static final String REPETITION = "rate(15 minutes)";

    /** For how long it is repeated; then the schedule removes itself. */
    private static final Duration REPEATED_FOR = Duration.ofDays(7);

    private static final String TARGET = "arn:%s:scheduler:::aws-sdk:cloudformation:deleteStack";

    private static final HardEnd NEVER = new HardEnd(Instant.MAX);

    private final SchedulerClient client;
    private final Calls calls;
    private final Base base;
    private final SandboxSpec spec;
    private final Surroundings surroundings;
    private final Object ending = new Object();
    private volatile HardEnd end = NEVER;
    private volatile String stack;
    private volatile HardEnd hardEnd = NEVER;
    private volatile boolean armed;

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
        end = NEVER;
        stack = spec.stackName();
        hardEnd = notBeyond;
        set();
        armed = true;
    }

    /** From now on it deletes no other stack than this, should another one take its name. */
    synchronized void aim(String stackId, HardEnd notBeyond) {
        stack = stackId;
        hardEnd = notBeyond;
        set();
    }

    /**
     * Pushes it forward, if it is set and has not been let go. A fault is told, and ends nothing.
     *
     * @return how soon to push again
     */
    synchronized Duration push() {
        if (!armed) {
            return BETWEEN_PUSHES;
        }
        try {
            set();
            return BETWEEN_PUSHES;
        } catch (SandboxException e) {
            surroundings
                    .failures()
                    .accept("The dead-man's switch %s could not be pushed forward: %s"
                            .formatted(spec.stackName(), e.getMessage()));
            return BETWEEN_TRIES;
        }
    }

    /**
     * Lets it delete the stack in a moment, whatever becomes of this launcher. Does nothing if this launcher has not set
     * it. It only changes what is there: while this is under way, it may be removed.
     */
    void letGo() {
        if (armed) {
            endsBy(surroundings.clock().instant().plus(NOTICE));
            due(this::changed);
        }
    }

    /** Lets it delete the stack at once, and as often as it takes; this launcher does not wait for it. */
    void fire() {
        endsBy(surroundings.clock().instant());
        set();
    }

    private void endsBy(Instant at) {
        synchronized (ending) {
            end = new HardEnd(end.atMost(at));
        }
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

    private void set() {
        due(start -> {
            if (!changed(start)) {
                UpdateScheduleRequest wish = wish(start);
                calls.change("scheduler:CreateSchedule", resource(), () -> create(wish));
            }
        });
    }

    /** A call that was under way when it was let go, and came after that, is made good. */
    private void due(Consumer<Instant> call) {
        HardEnd known;
        do {
            known = end;
            call.accept(start(known));
        } while (!known.equals(end));
    }

    private Instant start(HardEnd known) {
        Instant now = surroundings.clock().instant();
        Instant due = hardEnd.atMost(known.atMost(now.plus(HORIZON)));
        // AWS takes no schedule that should have begun long ago.
        return due.isBefore(now) ? now : due;
    }

    /** @return whether there is one */
    private boolean changed(Instant start) {
        UpdateScheduleRequest wish = wish(start);
        return calls.change("scheduler:UpdateSchedule", resource(), () -> update(wish));
    }

    private boolean update(UpdateScheduleRequest wish) {
        try {
            client.updateSchedule(wish);
            return true;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    private boolean create(UpdateScheduleRequest wish) {
        try {
            client.createSchedule(CreateScheduleRequest.builder()
                    .groupName(wish.groupName())
                    .name(wish.name())
                    .description(wish.description())
                    .scheduleExpression(wish.scheduleExpression())
                    .startDate(wish.startDate())
                    .endDate(wish.endDate())
                    .actionAfterCompletion(wish.actionAfterCompletion())
                    .flexibleTimeWindow(wish.flexibleTimeWindow())
                    .target(wish.target())
                    .build());
            return true;
        } catch (ConflictException e) {
            // The answer to a call before was lost.
            return update(wish);
        }
    }

    private UpdateScheduleRequest wish(Instant start) {
        return UpdateScheduleRequest.builder()
                .groupName(base.scheduleGroup())
                .name(spec.stackName())
                .description("Deletes the sandbox of run %d of job %s when its launcher is gone."
                        .formatted(spec.run(), spec.stackName()))
                .scheduleExpression(REPETITION)
                .startDate(start)
                .endDate(start.plus(REPEATED_FOR))
                .actionAfterCompletion(ActionAfterCompletion.DELETE)
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target())
                .build();
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
