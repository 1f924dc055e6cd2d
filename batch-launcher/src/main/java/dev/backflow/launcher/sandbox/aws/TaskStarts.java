package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Failure;
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
     * @param problem why there are fewer tasks than were asked for; null when there are not
     * @param elsewhere whether another zone may have what this one has not
     */
    private record Answer(List<String> tasks, @Nullable String problem, boolean elsewhere) {}

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
        for (TaskPlace.Placement placement : place.placements()) {
            while (started.size() < count) {
                int size = Math.min(LARGEST_GROUP, count - started.size());
                Answer answer = ask(group(wish, size, placement));
                if (answer == null) {
                    return pause(started);
                }
                started.addAll(answer.tasks());
                if (answer.problem() != null) {
                    lastProblem = answer.problem();
                    if (!answer.elsewhere()) {
                        return pause(started);
                    }
                    break;
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

    /** @return null when there is no answer for now */
    private @Nullable Answer ask(RunTaskRequest request) {
        unanswered = request;
        for (int tries = 1; tries <= TRIES && !surroundings.stopped().getAsBoolean(); tries++) {
            surroundings.fence().run();
            try {
                Answer answer = answer(request);
                unanswered = null;
                return answer;
            } catch (AwsServiceException e) {
                if (!isPassing(e)) {
                    unanswered = null;
                    return refusal(e);
                }
                lastProblem = EcsFault.words(e);
            } catch (SdkClientException e) {
                lastProblem = String.valueOf(e.getMessage());
            }
            if (tries < TRIES) {
                sleep(betweenTries.after(tries));
            }
        }
        return null;
    }

    private Answer answer(RunTaskRequest request) {
        try {
            RunTaskResponse response = ecs.runTask(request);
            List<String> tasks = response.tasks().stream().map(Task::taskArn).toList();
            if (tasks.size() >= request.count()) {
                return new Answer(tasks, null, false);
            }
            return new Answer(tasks, reasons(response.failures()), true);
        } catch (ConflictException e) {
            // The token has started these already, though its request was another one.
            return new Answer(e.resourceIds(), "the token had been used", true);
        }
    }

    private static String reasons(List<Failure> failures) {
        List<String> reasons = failures.stream()
                .map(failure -> failure.detail() == null ? failure.reason() : failure.reason() + " " + failure.detail())
                .distinct()
                .toList();
        return reasons.isEmpty() ? "ECS gave no reason" : String.join("; ", reasons);
    }

    private static boolean isPassing(AwsServiceException e) {
        return e.isThrottlingException() || e.statusCode() >= 500;
    }

    private static Answer refusal(AwsServiceException e) {
        String words = EcsFault.words(e);
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("capacity")) {
            return new Answer(List.of(), words, true);
        }
        if (lower.contains("limit")) {
            return new Answer(List.of(), words, false);
        }
        throw EcsFault.told("ecs:RunTask", e);
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
