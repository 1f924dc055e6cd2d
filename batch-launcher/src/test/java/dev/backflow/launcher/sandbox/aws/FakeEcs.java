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
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.ecs.paginators.ListTasksIterable;

/**
 * The tasks of ECS on virtual time, by the rules that emulators do not keep: a token starts tasks once, a call starts ten
 * at most, who starts them has a name of certain characters, and capacity is of a zone and a kind.
 */
final class FakeEcs implements EcsClient {
    static final String IMAGE = "1.dkr.ecr.eu-central-1.amazonaws.com/worker@sha256:00";

    private static final int PAGE = 7;

    final List<RunTaskRequest> starts = new ArrayList<>();
    final List<String> stops = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    final CloudFaults faults;
    final FakeRoom room = new FakeRoom();

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

    /** The container of a task ends by itself. */
    void exit(String arn, int exitCode, @Nullable String why) {
        task(arn).end(exitCode, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited", why);
    }

    /** The task ends before it has a container. */
    void failToStart(String arn, String why) {
        task(arn).end(null, TaskStopCode.TASK_FAILED_TO_START, why, null);
    }

    /** AWS wants its capacity back. */
    void interrupt(String arn, int exitCode) {
        task(arn).end(exitCode, TaskStopCode.SPOT_INTERRUPTION, "Your Spot Task was interrupted.", null);
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

    private @Nullable FakeTask known(String arn) {
        FakeTask task = tasks.get(arn);
        return task == null || task.isYoungerThan(unknown) ? null : task;
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
        String startedBy = request.startedBy();
        require(startedBy == null || startedBy.matches("[A-Za-z0-9_/-]{1,128}"), "startedBy " + startedBy);
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
        RunTaskResponse answer = placed(request);
        answered.put(token, new Started(request, answer));
        return answer;
    }

    /** What it refuses altogether, ECS says in one of two ways. */
    private RunTaskResponse placed(RunTaskRequest request) {
        List<Task> made = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (int n = 0; n < request.count(); n++) {
            String place = room.take(request);
            if (place == null) {
                String reason = room.isBeyondQuota(request) ? FakeRoom.QUOTA : "RESOURCE:FARGATE";
                failures.add(Failure.builder().reason(reason).build());
            } else {
                made.add(start(request, place).describe());
            }
        }
        if (made.isEmpty() && random.nextBoolean()) {
            String words = room.isBeyondQuota(request) ? FakeRoom.QUOTA : "Capacity is unavailable at this time.";
            throw ClientException.builder()
                    .message(words)
                    .awsErrorDetails(CloudFaults.service("ecs:RunTask", "ClientException", words, 400)
                            .awsErrorDetails())
                    .statusCode(400)
                    .build();
        }
        return RunTaskResponse.builder().tasks(made).failures(failures).build();
    }

    private FakeTask start(RunTaskRequest request, String place) {
        String arn = "arn:aws:ecs:eu-central-1:1:task/c/%016x%016x".formatted(random.nextLong(), random.nextLong());
        var task = new FakeTask(arn, request.startedBy(), place, room, time);
        tasks.put(arn, task);
        return task;
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            violations.add(what);
            throw InvalidParameterException.builder()
                    .message(what)
                    .awsErrorDetails(CloudFaults.service("ecs:RunTask", "InvalidParameterException", what, 400)
                            .awsErrorDetails())
                    .statusCode(400)
                    .build();
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
            FakeTask task = known(arn);
            if (task == null) {
                failures.add(Failure.builder().arn(arn).reason("MISSING").build());
            } else {
                found.add(task.describe());
            }
        }
        faults.after("ecs:DescribeTasks", call);
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
        int call = ++calls;
        faults.before("ecs:StopTask", call);
        FakeTask task = known(request.task());
        if (task == null) {
            throw InvalidParameterException.builder()
                    .message("The referenced task was not found.")
                    .statusCode(400)
                    .build();
        }
        if (task.askToStop()) {
            stops.add(task.arn);
        }
        faults.after("ecs:StopTask", call);
        return StopTaskResponse.builder().build();
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        int call = ++calls;
        faults.before("ecs:ListTasks", call);
        List<String> matching = tasks.values().stream()
                .filter(task -> request.startedBy().equals(task.startedBy))
                .filter(FakeTask::isListed)
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
