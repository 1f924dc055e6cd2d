package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.ecs.paginators.ListTasksIterable;

/**
 * The tasks of ECS on virtual time, by the rules that emulators do not keep: a token starts tasks once, a call starts ten
 * at most, capacity is of a zone and a kind, and a task takes its time to start and to stop.
 */
final class FakeEcs implements EcsClient {
    static final String IMAGE = "1.dkr.ecr.eu-central-1.amazonaws.com/worker@sha256:00";

    private static final Duration TO_PENDING = Duration.ofSeconds(4);
    private static final Duration TO_RUNNING = Duration.ofSeconds(25);
    private static final Duration TO_EXIT = Duration.ofSeconds(3);
    private static final Duration TO_STOPPED = Duration.ofSeconds(8);
    private static final int PAGE = 7;

    final List<RunTaskRequest> starts = new ArrayList<>();
    final List<String> stops = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    final CloudFaults faults;

    /** Room for tasks, by subnet; with {@code spot } before its name for spare capacity. */
    final Map<String, Integer> room = new HashMap<>();

    /** A wrong ECS, which the tests must notice: it starts tasks again when a call is repeated. */
    boolean forgetsTokens;

    /** For so long a new task is not found. */
    Duration unknown = Duration.ZERO;

    int describeCalls;
    private final VirtualTime time;
    private final Random random;
    private final Map<String, Started> answered = new HashMap<>();
    private final Map<String, FakeTask> tasks = new LinkedHashMap<>();
    private int calls;

    private record Started(RunTaskRequest request, RunTaskResponse response) {}

    /** What a task is at the moment. */
    private static final class FakeTask {
        final String arn;
        final String startedBy;
        final String place;
        final java.time.Instant since;
        String status = "PROVISIONING";
        boolean asked;

        @Nullable
        Integer exitCode;

        @Nullable
        String containerReason;

        @Nullable
        String reason;

        @Nullable
        TaskStopCode code;

        FakeTask(String arn, String startedBy, String place, java.time.Instant since) {
            this.arn = arn;
            this.startedBy = startedBy;
            this.place = place;
            this.since = since;
        }

        boolean isOver() {
            return status.equals("STOPPED") || status.equals("DEPROVISIONING");
        }
    }

    FakeEcs(VirtualTime time, CloudFaults faults, Random random) {
        this.time = time;
        this.faults = faults;
        this.random = random;
    }

    /** The tasks whose container may run now or later. */
    List<String> alive() {
        return tasks.values().stream()
                .filter(task -> !task.isOver())
                .map(task -> task.arn)
                .toList();
    }

    List<String> all() {
        return List.copyOf(tasks.keySet());
    }

    /** The container of a task ends by itself. */
    void exit(String arn, int exitCode, @Nullable String why) {
        FakeTask task = task(arn);
        task.containerReason = why;
        end(task, exitCode, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
    }

    /** The task ends before it has a container. */
    void failToStart(String arn, String why) {
        end(task(arn), null, TaskStopCode.TASK_FAILED_TO_START, why);
    }

    /** AWS wants its capacity back. */
    void interrupt(String arn, int exitCode) {
        end(task(arn), exitCode, TaskStopCode.SPOT_INTERRUPTION, "Your Spot Task was interrupted.");
    }

    /** ECS knows nothing of the task any more. */
    void forget(String arn) {
        tasks.remove(arn);
    }

    private FakeTask task(String arn) {
        FakeTask task = tasks.get(arn);
        if (task == null) {
            throw new AssertionError("there is no task " + arn);
        }
        return task;
    }

    private void end(FakeTask task, @Nullable Integer exitCode, TaskStopCode code, String reason) {
        if (task.isOver()) {
            return;
        }
        task.exitCode = exitCode;
        task.code = code;
        task.reason = reason;
        task.status = "DEPROVISIONING";
        room.merge(task.place, 1, Integer::sum);
        time.in(TO_STOPPED, () -> task.status = "STOPPED");
    }

    @Override
    public RunTaskResponse runTask(RunTaskRequest request) {
        int call = ++calls;
        starts.add(request);
        faults.before("ecs:RunTask", call);
        RunTaskResponse response = started(request);
        faults.after("ecs:RunTask", call);
        return response;
    }

    private RunTaskResponse started(RunTaskRequest request) {
        require(request.count() >= 1 && request.count() <= 10, "count " + request.count());
        String token = request.clientToken();
        require(token != null && token.length() <= 64, "token " + token);
        Started before = answered.get(token);
        if (before != null && !forgetsTokens) {
            if (!before.request().equals(request)) {
                violations.add("the token of another request");
                throw ConflictException.builder()
                        .message("The client token is in use.")
                        .statusCode(400)
                        .resourceIds(before.response().tasks().stream()
                                .map(Task::taskArn)
                                .toList())
                        .build();
            }
            return before.response();
        }
        var response = RunTaskResponse.builder();
        List<Task> made = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (int n = 0; n < request.count(); n++) {
            String place = place(request);
            if (place == null) {
                failures.add(Failure.builder().reason("RESOURCE:FARGATE").build());
            } else {
                made.add(describe(start(request, place)));
            }
        }
        if (made.isEmpty() && random.nextBoolean()) {
            throw ClientException.builder()
                    .message("Capacity is unavailable at this time. Please try again later or in a different zone")
                    .awsErrorDetails(
                            CloudFaults.service("ecs:RunTask", "ClientException", "Capacity is unavailable", 400)
                                    .awsErrorDetails())
                    .statusCode(400)
                    .build();
        }
        RunTaskResponse answer = response.tasks(made).failures(failures).build();
        answered.put(token, new Started(request, answer));
        return answer;
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            violations.add(what);
            throw InvalidParameterException.builder()
                    .message(what)
                    .statusCode(400)
                    .build();
        }
    }

    private @Nullable String place(RunTaskRequest request) {
        String kind = request.hasCapacityProviderStrategy() ? "spot " : "";
        for (String subnet :
                request.networkConfiguration().awsvpcConfiguration().subnets()) {
            String place = kind + subnet;
            if (room.getOrDefault(place, 0) > 0) {
                room.merge(place, -1, Integer::sum);
                return place;
            }
        }
        return null;
    }

    private FakeTask start(RunTaskRequest request, String place) {
        String arn = "arn:aws:ecs:eu-central-1:1:task/c/%016x%016x".formatted(random.nextLong(), random.nextLong());
        var task = new FakeTask(arn, request.startedBy(), place, time.instant());
        tasks.put(arn, task);
        time.in(TO_PENDING, () -> advance(task, "PENDING"));
        time.in(TO_RUNNING, () -> advance(task, "RUNNING"));
        return task;
    }

    private static void advance(FakeTask task, String status) {
        if (!task.isOver()) {
            task.status = status;
        }
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        int call = ++calls;
        describeCalls++;
        faults.before("ecs:DescribeTasks", call);
        require(
                !request.tasks().isEmpty() && request.tasks().size() <= 100,
                "tasks " + request.tasks().size());
        List<Task> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : request.tasks()) {
            FakeTask task = tasks.get(arn);
            if (task == null || time.instant().isBefore(task.since.plus(unknown))) {
                failures.add(Failure.builder().arn(arn).reason("MISSING").build());
            } else {
                found.add(describe(task));
            }
        }
        faults.after("ecs:DescribeTasks", call);
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    private static Task describe(FakeTask task) {
        var container = Container.builder()
                .name(EcsTaskLauncher.CONTAINER)
                .image(IMAGE)
                .lastStatus(task.exitCode == null ? task.status : "STOPPED")
                .exitCode(task.exitCode)
                .reason(task.containerReason)
                .build();
        return Task.builder()
                .taskArn(task.arn)
                .lastStatus(task.status)
                .stopCode(task.code)
                .stoppedReason(task.reason)
                .startedBy(task.startedBy)
                .containers(container)
                .tags(Tag.builder().key("place").value(task.place).build())
                .build();
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
        int call = ++calls;
        faults.before("ecs:StopTask", call);
        FakeTask task = tasks.get(request.task());
        if (task == null) {
            throw InvalidParameterException.builder()
                    .message("The referenced task was not found.")
                    .statusCode(400)
                    .build();
        }
        if (!task.asked) {
            stops.add(task.arn);
        }
        task.asked = true;
        time.in(TO_EXIT, () -> end(task, 143, TaskStopCode.USER_INITIATED, "The launcher has no more use for it."));
        faults.after("ecs:StopTask", call);
        return StopTaskResponse.builder().build();
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        int call = ++calls;
        faults.before("ecs:ListTasks", call);
        List<String> matching = tasks.values().stream()
                .filter(task -> task.startedBy.equals(request.startedBy()))
                .filter(task -> !task.asked && !task.isOver())
                .map(task -> task.arn)
                .toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(matching.size(), from + PAGE);
        faults.after("ecs:ListTasks", call);
        return ListTasksResponse.builder()
                .taskArns(matching.subList(from, to))
                .nextToken(to < matching.size() ? Integer.toString(to) : null)
                .build();
    }

    @Override
    public ListTasksIterable listTasksPaginator(ListTasksRequest request) {
        return new ListTasksIterable(this, request);
    }

    @Override
    public String serviceName() {
        return "ecs";
    }

    @Override
    public void close() {}
}
