package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** A task of {@link FakeEcs}: it takes its time to start and to stop, and its container ends before it does. */
final class FakeTask {
    private static final Duration TO_PENDING = Duration.ofSeconds(4);
    private static final Duration TO_RUNNING = Duration.ofSeconds(25);
    private static final Duration TO_EXIT = Duration.ofSeconds(3);
    private static final Duration TO_STOPPED = Duration.ofSeconds(8);

    final String arn;
    final @Nullable String startedBy;
    private final String place;
    private final FakeRoom room;
    private final VirtualTime time;
    private final Instant since;
    private String status = "PROVISIONING";
    private boolean asked;
    private @Nullable Integer exitCode;
    private @Nullable String containerReason;
    private @Nullable String reason;
    private @Nullable TaskStopCode code;

    /** @param place what of the room it takes, until it ends */
    FakeTask(String arn, @Nullable String startedBy, String place, FakeRoom room, VirtualTime time) {
        this.arn = arn;
        this.startedBy = startedBy;
        this.place = place;
        this.room = room;
        this.time = time;
        this.since = time.instant();
        time.in(TO_PENDING, () -> advance("PENDING"));
        time.in(TO_RUNNING, () -> advance("RUNNING"));
    }

    private void advance(String next) {
        if (!isOver()) {
            status = next;
        }
    }

    /** Whether its container runs no more, and never will. */
    boolean isOver() {
        return status.equals("STOPPED") || status.equals("DEPROVISIONING");
    }

    boolean isListed() {
        return !asked && !isOver();
    }

    boolean isYoungerThan(Duration age) {
        return time.instant().isBefore(since.plus(age));
    }

    /** @return whether it is the first time */
    boolean askToStop() {
        boolean first = !asked;
        asked = true;
        time.in(TO_EXIT, () -> end(143, TaskStopCode.USER_INITIATED, "The launcher has no more use for it.", null));
        return first;
    }

    void end(@Nullable Integer exit, TaskStopCode why, String words, @Nullable String wordsOfContainer) {
        if (isOver()) {
            return;
        }
        exitCode = exit;
        code = why;
        reason = words;
        containerReason = wordsOfContainer;
        status = "DEPROVISIONING";
        room.giveBack(place);
        time.in(TO_STOPPED, () -> status = "STOPPED");
    }

    Task describe() {
        var container = Container.builder()
                .name(EcsTaskLauncher.CONTAINER)
                .image(FakeEcs.IMAGE)
                .lastStatus(exitCode == null ? status : "STOPPED")
                .exitCode(exitCode)
                .reason(containerReason)
                .build();
        return Task.builder()
                .taskArn(arn)
                .lastStatus(status)
                .stopCode(code)
                .stoppedReason(reason)
                .startedBy(startedBy)
                .containers(container)
                .tags(Tag.builder().key("place").value(place).build())
                .build();
    }
}
