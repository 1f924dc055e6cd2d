package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.failpoint.Failpoint;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;
import org.springframework.cloud.deployer.spi.core.RuntimeEnvironmentInfo;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;
import org.springframework.cloud.deployer.spi.task.TaskStatus;
import org.springframework.cloud.deployer.spi.util.RuntimeVersionUtils;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts each task as a Fargate task of ECS. A request's resource is a {@link TaskDefinitionResource}; the properties of
 * its definition reach the container {@value #CONTAINER} in its environment as {@code SPRING_APPLICATION_JSON}, its
 * command line arguments as the container's command. Whoever may describe tasks can read both, so neither holds a
 * secret: those are in the task definition, as references to Secrets Manager. Deployment properties are ignored: a
 * task's size is its definition's.
 *
 * <p>A task's id is its ARN. The state of tasks is read from ECS together, every second or so. Safe for use by several
 * threads. It starts no threads.
 */
public final class EcsTaskLauncher implements TaskLauncher {
    /** The container that a task's work is done in, and whose end is the task's. */
    public static final String CONTAINER = "worker";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** About five minutes, as the pauses grow to half a minute at most. */
    private static final int MOST_ROUNDS_WITHOUT_ANY = 20;

    private static final int LINES_OF_A_LOG = 100;
    private static final int LONGEST_WORDS = 300;
    private static final Pattern STACK_FRAME =
            Pattern.compile("at \\S+\\(.*|\\.\\.\\. \\d+ (more|common frames omitted)");

    private final EcsClient ecs;
    private final TaskPlace place;
    private final WorkerLogs logs;
    private final Runnable fence;
    private final Calls calls;
    private final TaskStarts starts;
    private final EcsTasks tasks;

    /** @param nanoTime where durations are read, {@link System#nanoTime} but in tests */
    EcsTaskLauncher(EcsClient ecs, TaskPlace place, WorkerLogs logs, Surroundings surroundings, LongSupplier nanoTime) {
        this.ecs = ecs;
        this.place = place;
        this.logs = logs;
        this.fence = surroundings.fence();
        this.calls = new Calls(surroundings, new Pauses(surroundings));
        this.starts = new TaskStarts(ecs, place, surroundings, nanoTime);
        this.tasks = new EcsTasks(ecs, place.cluster(), surroundings, nanoTime);
    }

    /**
     * Starts one task.
     *
     * @throws IllegalArgumentException if the request's resource is no task definition
     * @throws SandboxException if it cannot be started now
     */
    @Override
    public String launch(AppDeploymentRequest request) {
        List<String> started = launch(request, 1);
        if (started.isEmpty()) {
            throw noRoom();
        }
        return started.get(0);
    }

    /**
     * Starts tasks that are all alike, up to {@value TaskStarts#LARGEST_GROUP} with one call.
     *
     * @param count how many, 1 or more
     * @return their ids; fewer, perhaps none, when ECS has no room or cannot be reached for the moment, or as many run
     *     as may. While less has been started than was asked for, calls that come too soon do nothing.
     * @throws IllegalArgumentException if the request's resource is no task definition
     * @throws SandboxException if ECS refuses for good, or has not started the only task for minutes
     */
    public synchronized List<String> launch(AppDeploymentRequest request, int count) {
        if (!(request.getResource() instanceof TaskDefinitionResource definition)) {
            throw new IllegalArgumentException("%s is no task definition of ECS"
                    .formatted(request.getResource().getDescription()));
        }
        int running = tasks.running();
        int room = Math.min(count, place.maximumTasks() - running);
        if (room < 1) {
            return List.of();
        }
        List<String> started = starts.start(wish(definition, request), room);
        Failpoint.TASKS_STARTED.hit();
        tasks.add(started, request.getDefinition().getName());
        if (started.isEmpty() && running == 0 && starts.roundsWithoutRoom() > MOST_ROUNDS_WITHOUT_ANY) {
            throw noRoom();
        }
        return started;
    }

    private SandboxException noRoom() {
        return new SandboxException(
                SandboxException.Kind.UNAVAILABLE,
                "ECS starts no task for this run: %s. Run restart later, or ask AWS for a higher limit of Fargate."
                        .formatted(starts.lastProblem()));
    }

    private static RunTaskRequest wish(TaskDefinitionResource definition, AppDeploymentRequest request) {
        var container = ContainerOverride.builder()
                .name(CONTAINER)
                .environment(KeyValuePair.builder()
                        .name("SPRING_APPLICATION_JSON")
                        .value(JSON.writeValueAsString(request.getDefinition().getProperties()))
                        .build());
        if (!request.getCommandlineArguments().isEmpty()) {
            container.command(request.getCommandlineArguments());
        }
        return RunTaskRequest.builder()
                .taskDefinition(definition.arn())
                .propagateTags(PropagateTags.TASK_DEFINITION)
                .overrides(overrides -> overrides.containerOverrides(container.build()))
                .build();
    }

    /**
     * Begins to end the tasks that other launchers of the run have started and have not lived to end: their workers serve
     * for nobody any more.
     *
     * @return how many there are
     */
    public synchronized int cancelOthers() {
        List<String> others = calls.ask(
                "ecs:ListTasks",
                "cluster " + place.cluster(),
                () -> ecs
                        .listTasksPaginator(ListTasksRequest.builder()
                                .cluster(place.cluster())
                                .startedBy(place.startedBy())
                                .desiredStatus(DesiredStatus.RUNNING)
                                .build())
                        .taskArns()
                        .stream()
                        .filter(arn -> !tasks.contains(arn))
                        .toList());
        // A launcher that was itself taken over must not end the tasks of the one after it.
        fence.run();
        tasks.add(others, "of another launcher");
        others.forEach(tasks::cancel);
        return others.size();
    }

    /** Begins to end a task: SIGTERM, and SIGKILL when its stop time-out is over. Does nothing when it is unknown. */
    @Override
    public void cancel(String id) {
        tasks.cancel(id);
    }

    /**
     * The state {@code launching} until its container runs, {@code running} until that has ended; {@code complete} means
     * exit code 0; a task that this launcher has not started, or that ECS has forgotten, is {@code unknown}.
     */
    @Override
    public TaskStatus status(String id) {
        EcsTask task = tasks.find(id);
        return task == null ? new TaskStatus(id, LaunchState.unknown, Map.of()) : task.status(id, place(id));
    }

    /** Forgets a task once it has ended; a running one is cancelled. Its log stays until its sandbox goes. */
    @Override
    public void cleanup(String id) {
        EcsTask task = tasks.find(id);
        if (task == null || task.hasEnded()) {
            tasks.forget(id);
        } else {
            tasks.cancel(id);
        }
    }

    /** Cleans up all tasks of that name. */
    @Override
    public void destroy(String appName) {
        tasks.named(appName).forEach(this::cleanup);
    }

    @Override
    public RuntimeEnvironmentInfo environmentInfo() {
        return new RuntimeEnvironmentInfo.Builder()
                .spiClass(TaskLauncher.class)
                .implementationName(getClass().getSimpleName())
                .implementationVersion(RuntimeVersionUtils.getVersion(getClass()))
                .platformType("Amazon ECS")
                .platformApiVersion("2014-11-13")
                .platformClientVersion(VersionInfo.SDK_VERSION)
                .platformHostVersion("Fargate")
                .build();
    }

    @Override
    public int getMaximumConcurrentTasks() {
        return place.maximumTasks();
    }

    @Override
    public int getRunningTaskExecutionCount() {
        return tasks.running();
    }

    /** The last {@value #LINES_OF_A_LOG} lines that the task has written; empty when there are none, or none to be had. */
    @Override
    public String getLog(String id) {
        return String.join("\n", logs.end(stream(id), LINES_OF_A_LOG));
    }

    /** Where the log of a task is, and how it ends, for messages: when they are read the log may be gone with the sandbox. */
    String log(String id) {
        EcsTask task = tasks.find(id);
        if (task != null && task.hasNeverRun()) {
            return "none, as its container never ran";
        }
        String last = "";
        for (String line : logs.end(stream(id), LINES_OF_A_LOG)) {
            String words = line.replaceAll("\\p{Cntrl}+", " ").strip();
            if (!words.isEmpty() && !STACK_FRAME.matcher(words).matches()) {
                last = words;
            }
        }
        return last.isEmpty()
                ? place(id)
                : "%s, which ends with: %s"
                        .formatted(place(id), last.substring(0, Math.min(LONGEST_WORDS, last.length())));
    }

    private String place(String id) {
        return "stream %s of the log group %s".formatted(stream(id), logs.group());
    }

    /** Streams are named by what the task definition says before, the container, and the task. */
    private static String stream(String id) {
        return "%s/%s/%s".formatted(CONTAINER, CONTAINER, id.substring(id.lastIndexOf('/') + 1));
    }
}
