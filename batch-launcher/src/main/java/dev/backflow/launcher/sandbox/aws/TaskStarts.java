package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Starts tasks by RunTask, never one twice: every call has a token of its own, a call whose answer was lost is repeated
 * with the same token, and goes before any other until it is answered. What ECS has no room for is asked for in other
 * zones, and then not for a while. Not safe for use by several threads.
 */
final class TaskStarts {
    /** Source: ECS API reference, RunTask, count. */
    static final int LARGEST_GROUP = 10;

    private static final Logger log = LoggerFactory.getLogger(TaskStarts.class);
    private static final int TRIES = 5;
    private static final CapacityProviderStrategyItem SPARE = CapacityProviderStrategyItem.builder()
            .capacityProvider("FARGATE_SPOT")
            .weight(1)
            .build();

    private final EcsClient ecs;
    private final TaskPlace place;
    private final Surroundings surroundings;
    private final LongSupplier nanoTime;
    private final BackOff betweenTries;
    private final BackOff betweenRounds;
    private int calls;
    private int roundsWithoutRoom;
    private long quietSinceNanos;
    private Duration quiet = Duration.ZERO;
    private @Nullable RunTaskRequest unanswered;
    private String lastProblem = "";

    /**
     * What a call came to.
     *
     * @param refusal why there are fewer tasks than were asked for; null when there are not
     */
    private record Answer(List<String> tasks, @Nullable StartRefusal refusal) {}

    /** @param nanoTime where durations are read, {@link System#nanoTime} but in tests */
    TaskStarts(EcsClient ecs, TaskPlace place, Surroundings surroundings, LongSupplier nanoTime) {
        this.ecs = ecs;
        this.place = place;
        this.surroundings = surroundings;
        this.nanoTime = nanoTime;
        this.betweenTries = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(8), surroundings.chance());
        this.betweenRounds = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(30), surroundings.chance());
    }

    /**
     * Starts tasks that are all alike.
     *
     * @param wish the request but for count, place and token
     * @return the tasks' ARNs; fewer than asked for when ECS has no room or does not answer, none while it is left alone
     *     for that reason; more only when an earlier call turns out to have started some
     * @throws SandboxException if ECS refuses for good
     */
    List<String> start(RunTaskRequest wish, int count) {
        if (nanoTime.getAsLong() - quietSinceNanos < quiet.toNanos()) {
            return List.of();
        }
        List<String> started = new ArrayList<>();
        RunTaskRequest open = unanswered;
        if (open != null) {
            Answer late = ask(open);
            if (late == null) {
                return pause(started);
            }
            started.addAll(late.tasks());
        }
        Deque<TaskPlace.Placement> ways = new ArrayDeque<>(place.placements());
        while (started.size() < count && !ways.isEmpty()) {
            TaskPlace.Placement way = ways.element();
            Answer answer = ask(group(wish, Math.min(LARGEST_GROUP, count - started.size()), way));
            if (answer == null) {
                return pause(started);
            }
            started.addAll(answer.tasks());
            StartRefusal refusal = answer.refusal();
            if (refusal != null) {
                lastProblem = refusal.words();
                ways.remove();
                if (refusal.remedy() == StartRefusal.Remedy.OTHER_KIND) {
                    ways.removeIf(other -> other.spot() == way.spot());
                }
            }
        }
        if (started.size() < count) {
            return pause(started);
        }
        roundsWithoutRoom = 0;
        quiet = Duration.ZERO;
        return started;
    }

    /** How often in a row less was started than was asked for. */
    int roundsWithoutRoom() {
        return roundsWithoutRoom;
    }

    /** Why less was started than was asked for, in ECS's own words. */
    String lastProblem() {
        return lastProblem;
    }

    private List<String> pause(List<String> started) {
        roundsWithoutRoom = started.isEmpty() ? roundsWithoutRoom + 1 : 1;
        quietSinceNanos = nanoTime.getAsLong();
        quiet = betweenRounds.after(roundsWithoutRoom);
        log.warn("ECS started {} tasks and no more: {}", started.size(), lastProblem);
        return started;
    }

    private RunTaskRequest group(RunTaskRequest wish, int size, TaskPlace.Placement placement) {
        var request = wish.toBuilder()
                .cluster(place.cluster())
                .startedBy(place.startedBy())
                .count(size)
                .clientToken(token())
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(placement.subnets())
                        .securityGroups(place.securityGroup())
                        .assignPublicIp(AssignPublicIp.DISABLED)));
        return placement.spot()
                ? request.capacityProviderStrategy(SPARE).build()
                : request.launchType(LaunchType.FARGATE).build();
    }

    /** At most 64 characters (source: ECS API reference, RunTask), and never the same again. */
    private String token() {
        return StackName.hash("%s %s %d %d".formatted(place.cluster(), place.startedBy(), place.epoch(), ++calls), 64);
    }

    /**
     * @return null when there is no answer for now
     * @throws SandboxException if there never will be one that is any better
     */
    private @Nullable Answer ask(RunTaskRequest request) {
        unanswered = request;
        SdkException fault = null;
        for (int tries = 1; tries <= TRIES && !surroundings.stopped().getAsBoolean(); tries++) {
            surroundings.fence().run();
            try {
                Answer answer = answer(request);
                unanswered = null;
                return answer;
            } catch (SdkException e) {
                StartRefusal refusal = StartRefusal.of(e);
                lastProblem = refusal.words();
                fault = e;
                switch (refusal.remedy()) {
                    case ELSEWHERE, OTHER_KIND -> {
                        unanswered = null;
                        return new Answer(List.of(), refusal);
                    }
                    case NONE -> throw told(e);
                    case SAME_CALL -> {}
                }
            }
            if (tries < TRIES) {
                sleep(betweenTries.after(tries));
            }
        }
        if (fault != null && AwsFault.of(fault) == AwsFault.EXPIRED) {
            throw told(fault);
        }
        return null;
    }

    private SandboxException told(SdkException fault) {
        return Calls.told("ecs:RunTask", "cluster " + place.cluster(), fault);
    }

    private Answer answer(RunTaskRequest request) {
        try {
            RunTaskResponse response = ecs.runTask(request);
            List<String> tasks = response.tasks().stream().map(Task::taskArn).toList();
            return new Answer(tasks, tasks.size() < request.count() ? StartRefusal.of(response.failures()) : null);
        } catch (ConflictException e) {
            // The token has started these already, though its request was another one.
            return new Answer(
                    e.resourceIds(),
                    new StartRefusal(StartRefusal.Remedy.ELSEWHERE, "the token of the call had been used"));
        }
    }

    private void sleep(Duration time) {
        try {
            surroundings.sleeper().sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException(SandboxException.Kind.STOPPED, "Interrupted while ECS was to start tasks.", e);
        }
    }
}
