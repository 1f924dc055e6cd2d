package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.launcher.sandbox.WorkerSettings;
import dev.backflow.launcher.sandbox.WorkerTasks;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.worker.repository.RepositoryAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.cloud.deployer.spi.core.AppDefinition;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.core.io.ByteArrayResource;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

class EcsTaskLauncherTest {
    private static final AppDeploymentRequest REQUEST = new AppDeploymentRequest(
            new AppDefinition("worker", Map.of("name", "März")),
            new TaskDefinitionResource("definition:1"),
            Map.of(),
            List.of("worker"));

    private final VirtualTime time = new VirtualTime();
    private final CloudFaults faults = CloudFaults.none();
    private final FakeLogs logs = new FakeLogs();
    private final FakeEcs ecs = new FakeEcs(time, faults, new Random(1));
    private final List<String> failures = new ArrayList<>();
    private Runnable fence = () -> {};

    @Test
    void startsTenTasksWithOneCallAndTellsThemWhatTheyAreToDo() {
        ecs.room.put("a", 100);

        assertThat(launcher(false, "a").launch(REQUEST, 17)).hasSize(17).doesNotHaveDuplicates();

        assertThat(ecs.starts).extracting(RunTaskRequest::count).containsExactly(10, 7);
        assertThat(ecs.starts).extracting(RunTaskRequest::startedBy).containsOnly("backflow-invoices-r7");
        assertThat(ecs.starts).extracting(RunTaskRequest::clientToken).doesNotHaveDuplicates();
        // The newest platform, and no shell into a worker: what ECS does when nothing else is asked for.
        assertThat(ecs.starts).allSatisfy(start -> {
            assertThat(start.platformVersion()).isNull();
            assertThat(start.enableExecuteCommand()).isNull();
            assertThat(start.networkConfiguration().awsvpcConfiguration().assignPublicIp())
                    .isEqualTo(AssignPublicIp.DISABLED);
        });
        var container = ecs.starts.get(0).overrides().containerOverrides().get(0);
        assertThat(container.name()).isEqualTo("worker");
        assertThat(container.command()).containsExactly("worker");
        assertThat(container.environment())
                .singleElement()
                .hasToString("KeyValuePair(Name=SPRING_APPLICATION_JSON, Value={\"name\":\"M\\u00E4rz\"})");
    }

    @Test
    void asksForTheMissingOnesAloneInTheOtherZonesOneAfterTheOther() {
        ecs.room.putAll(Map.of("a", 3, "b", 2));

        assertThat(launcher(false, "a", "b").launch(REQUEST, 8)).hasSize(5);

        assertThat(ecs.starts).extracting(RunTaskRequest::count).containsExactly(8, 3, 3);
        assertThat(ecs.starts)
                .extracting(request ->
                        request.networkConfiguration().awsvpcConfiguration().subnets())
                .containsExactly(List.of("a", "b"), List.of("a"), List.of("b"));
    }

    @Test
    void takesOtherCapacityWhereThereIsNoSpareOne() {
        ecs.room.putAll(Map.of("spot a", 2, "a", 10));

        assertThat(launcher(true, "a").launch(REQUEST, 5)).hasSize(5);

        assertThat(ecs.starts).extracting(RunTaskRequest::count).containsExactly(5, 3);
        assertThat(ecs.starts)
                .extracting(RunTaskRequest::hasCapacityProviderStrategy)
                .containsExactly(true, false);
        assertThat(ecs.starts).extracting(RunTaskRequest::launchTypeAsString).containsExactly(null, "FARGATE");
    }

    @Test
    void goesOnWithFewerAndLeavesEcsAloneForAWhile() {
        ecs.room.put("a", 1);
        var launcher = launcher(false, "a");
        assertThat(launcher.launch(REQUEST, 3)).hasSize(1);
        int calls = ecs.starts.size();

        assertThat(launcher.launch(REQUEST, 2)).isEmpty();
        assertThat(ecs.starts).hasSize(calls);

        ecs.room.put("a", 5);
        time.pass(Duration.ofSeconds(30));
        assertThat(launcher.launch(REQUEST, 2)).hasSize(2);
    }

    @Test
    void startsNothingTwiceWhenAnswersAreLost() {
        ecs.room.put("a", 100);
        var launcher = launcher(false, "a");
        faults.answerLost = 1;
        assertThat(launcher.launch(REQUEST, 4)).isEmpty();
        assertThat(ecs.starts).hasSize(5);
        assertThat(ecs.starts)
                .extracting(RunTaskRequest::clientToken)
                .containsOnly(ecs.starts.get(0).clientToken());
        assertThat(ecs.alive()).hasSize(4);

        faults.heal();
        time.pass(Duration.ofSeconds(30));
        assertThat(launcher.launch(REQUEST, 4)).containsExactlyElementsOf(ecs.alive());
    }

    @Test
    void givesUpAfterMinutesWithoutAnyTask() {
        var launcher = launcher(false, "a");

        assertThatThrownBy(() -> {
                    for (int rounds = 0; rounds < 100; rounds++) {
                        launcher.launch(REQUEST, 1);
                        time.pass(Duration.ofSeconds(30));
                    }
                })
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("ECS starts no task for this run")
                .hasMessageContaining("Run restart later");
    }

    @Test
    void saysWhichActionIsNotPermitted() {
        faults.denied.add("ecs:RunTask");

        assertThatThrownBy(() -> launcher(false, "a").launch(REQUEST, 1))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        e -> assertThat(e.kind()).isEqualTo(SandboxException.Kind.NOT_PERMITTED))
                .hasMessageContaining("AWS does not permit ecs:RunTask on cluster c (AccessDenied");
    }

    @ParameterizedTest
    @CsvSource({"AccessDeniedException, NOT_PERMITTED", "InvalidParameterException, UNAVAILABLE"})
    void asksNoFurtherZoneWhereNoneHelpsWhateverTheJobIsCalled(String code, SandboxException.Kind kind) {
        faults.refused = CloudFaults.service("ecs:RunTask", code, "no: cluster/backflow-capacity-limit-r7", 400);

        assertThatThrownBy(() -> launcher(true, "a", "b").launch(REQUEST, 1))
                .isInstanceOfSatisfying(
                        SandboxException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining("ecs:RunTask on cluster c (" + code + ": no");
        assertThat(ecs.starts).hasSize(1);
    }

    @Test
    void asksForOtherCapacityAtOnceWhereTheQuotaOfOneKindIsSpent() {
        ecs.room.putAll(Map.of("a", 10, "b", 10));
        ecs.room.quotaOfSpare = 0;

        assertThat(launcher(true, "a", "b").launch(REQUEST, 4)).hasSize(4);

        assertThat(ecs.starts)
                .extracting(RunTaskRequest::hasCapacityProviderStrategy)
                .containsExactly(true, false);
    }

    @Test
    void staysPatientWithOldCredentialsForAWhileAndThenSaysSo() {
        ecs.room.put("a", 10);
        faults.expired = 2;
        var launcher = launcher(false, "a");
        assertThat(launcher.launch(REQUEST, 1)).hasSize(1);

        faults.expired = 1_000;
        assertThatThrownBy(() -> launcher.launch(REQUEST, 1))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        e -> assertThat(e.kind()).isEqualTo(SandboxException.Kind.NOT_PERMITTED))
                .hasMessageContaining("The AWS credentials have expired, at ecs:RunTask");
    }

    @Test
    void startsNothingThatIsNoTaskDefinition() {
        var jar = new AppDeploymentRequest(new AppDefinition("worker", Map.of()), new ByteArrayResource(new byte[0]));

        assertThatThrownBy(() -> launcher(false, "a").launch(jar))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no task definition");
        assertThat(ecs.starts).isEmpty();
    }

    @Test
    void looksAtAllTasksTogetherAndOnceASecond() {
        ecs.room.put("a", 1_000);
        var launcher = launcher(false, "a");
        List<String> tasks = launcher.launch(REQUEST, 120);
        ecs.describeCalls = 0;
        time.pass(Duration.ofSeconds(2));

        for (String task : tasks) {
            assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.launching);
        }
        assertThat(ecs.describeCalls).isEqualTo(2);

        time.pass(Duration.ofSeconds(30));
        assertThat(launcher.status(tasks.get(119)).getState()).isEqualTo(LaunchState.running);
        assertThat(ecs.describeCalls).isEqualTo(4);
        assertThat(launcher.getRunningTaskExecutionCount()).isEqualTo(120);
    }

    @Test
    void tellsHowATaskHasEnded() {
        ecs.room.put("a", 10);
        var launcher = launcher(false, "a");
        List<String> tasks = launcher.launch(REQUEST, 6);
        time.pass(Duration.ofSeconds(30));
        ecs.exit(tasks.get(0), 0, null);
        ecs.exit(tasks.get(1), 71, null);
        ecs.exit(tasks.get(2), 137, "OutOfMemoryError: Container killed due to memory usage");
        ecs.failToStart(tasks.get(3), "CannotPullContainerError: manifest unknown");
        ecs.interrupt(tasks.get(4), 143);
        ecs.forget(tasks.get(5));
        time.pass(Duration.ofSeconds(60));

        assertThat(tasks.stream().map(task -> launcher.status(task).getState()))
                .containsExactly(
                        LaunchState.complete,
                        LaunchState.failed,
                        LaunchState.failed,
                        LaunchState.failed,
                        LaunchState.failed,
                        LaunchState.unknown);
        var workers = new WorkerTasks(launcher, count -> Map.of());
        assertThat(tasks.stream().map(workers::state))
                .containsExactly(
                        new WorkerTasks.State(true, 0, "Essential container in task exited", false),
                        new WorkerTasks.State(true, 71, "Essential container in task exited", false),
                        new WorkerTasks.State(
                                true, 137, "OutOfMemoryError: Container killed due to memory usage", false),
                        new WorkerTasks.State(
                                true,
                                null,
                                "the image %s could not be pulled (CannotPullContainerError: manifest unknown)"
                                        .formatted(FakeEcs.IMAGE),
                                false),
                        new WorkerTasks.State(true, 143, "Your Spot Task was interrupted.", true),
                        new WorkerTasks.State(true, null, "ECS does not know the task any more", false));
        assertThat(workers.log(tasks.get(0))).contains("of the log group /backflow/workers");
    }

    /** Which goes with the sandbox, before anybody who was told only where it is has looked. */
    @Test
    void tellsWhereTheLogOfAWorkerIsAndHowItEnds() {
        ecs.room.put("a", 10);
        var launcher = launcher(false, "a");
        List<String> tasks = launcher.launch(REQUEST, 4);
        time.pass(Duration.ofSeconds(30));
        logs.streams.put(
                stream(tasks.get(0)),
                List.of(
                        "Starting",
                        "No suitable driver\u001b[31m for\r\njdbc:x ",
                        "\tat dev.backflow.worker.Main.main(Main.java:7)",
                        "\t... 7 more",
                        " "));
        logs.streams.put(stream(tasks.get(1)), List.of("x".repeat(1_000)));
        ecs.exit(tasks.get(0), 1, null);
        ecs.exit(tasks.get(2), 1, null);
        ecs.failToStart(tasks.get(3), "CannotPullContainerError: manifest unknown");
        time.pass(Duration.ofSeconds(60));

        assertThat(tasks.stream().map(launcher::log))
                .containsExactly(
                        "stream %s of the log group /backflow/workers, which ends with: No suitable driver [31m for jdbc:x"
                                .formatted(stream(tasks.get(0))),
                        "stream %s of the log group /backflow/workers, which ends with: %s"
                                .formatted(stream(tasks.get(1)), "x".repeat(300)),
                        "stream %s of the log group /backflow/workers".formatted(stream(tasks.get(2))),
                        "none, as its container never ran");
        assertThat(launcher.getLog(tasks.get(0))).startsWith("Starting\n").contains("Main.java:7");
        assertThat(launcher.getLog(tasks.get(2))).isEmpty();
    }

    private static String stream(String task) {
        return "worker/worker/" + task.substring(task.lastIndexOf('/') + 1);
    }

    @Test
    void takesATaskThatIsNotFoundYetForANewOne() {
        ecs.room.put("a", 1);
        ecs.unknown = Duration.ofSeconds(10);
        var launcher = launcher(false, "a");
        String task = launcher.launch(REQUEST);
        time.pass(Duration.ofSeconds(5));

        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.launching);
    }

    /** Its machines do not all know the same at the same moment. */
    @Test
    void believesThatATaskIsGoneOnlyWhenNoMachineOfEcsHasKnownItForAMinute() {
        ecs.room.put("a", 1);
        var launcher = launcher(false, "a");
        String task = launcher.launch(REQUEST);
        time.pass(Duration.ofMinutes(5));
        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.running);

        ecs.forget(task);
        time.pass(Duration.ofSeconds(59));
        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.running);
        time.pass(Duration.ofSeconds(1));
        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.unknown);
    }

    @Test
    void endsATaskThatEcsDoesNotKnowYetAsSoonAsItDoes() {
        ecs.room.put("a", 1);
        ecs.unknown = Duration.ofSeconds(10);
        var launcher = launcher(false, "a");
        String task = launcher.launch(REQUEST);
        launcher.cancel(task);
        assertThat(ecs.stops).isEmpty();

        time.pass(Duration.ofSeconds(11));
        launcher.status(task);
        time.pass(Duration.ofMinutes(1));

        assertThat(ecs.stops).containsExactly(task);
        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.cancelled);
    }

    @Test
    void keepsWhatItKnowsWhileEcsDoesNotAnswer() {
        ecs.room.put("a", 1);
        var launcher = launcher(false, "a");
        String task = launcher.launch(REQUEST);
        time.pass(Duration.ofSeconds(30));
        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.running);
        faults.throttled = 1;
        ecs.exit(task, 0, null);
        time.pass(Duration.ofSeconds(30));

        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.running);

        faults.heal();
        time.pass(Duration.ofSeconds(30));
        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.complete);
    }

    @Test
    void asksForTheEndOfATaskUntilItIsHeard() {
        ecs.room.put("a", 1);
        var launcher = launcher(false, "a");
        String task = launcher.launch(REQUEST);
        faults.lost = 1;
        launcher.cancel(task);
        assertThat(ecs.stops).isEmpty();

        faults.heal();
        time.pass(Duration.ofSeconds(30));
        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.running);
        time.pass(Duration.ofSeconds(30));

        assertThat(launcher.status(task).getState()).isEqualTo(LaunchState.cancelled);
        assertThat(ecs.stops).containsExactly(task);
    }

    @Test
    void endsTheWorkersOfAnEarlierLauncherBeforeItStartsItsOwn() {
        ecs.room.put("a", 100);
        List<String> old = new ArrayList<>(launcher(false, "a").launch(REQUEST, 16));
        var start = new EcsWorkerStart(launcher(2, false, "a"), "definition:1", settings(2));

        Map<String, String> workers = start.start(2);

        assertThat(ecs.stops).containsExactlyInAnyOrderElementsOf(old);
        assertThat(workers).hasSize(2);
        workers.forEach((worker, task) -> assertThat(worker)
                .startsWith("w2-")
                .endsWith(task.substring(task.lastIndexOf('/') + 1).substring(0, 12)));
        String told = ecs.starts.get(ecs.starts.size() - 1).overrides().toString();
        assertThat(told)
                .contains("w2-${backflow.ecs.task-name}", "invoices-7/w2-${backflow.ecs.task-name}", "work-order.json")
                .doesNotContain("s3cret", "owner");
    }

    /** A launcher that was stopped for a while, and whose run is another one's meanwhile. */
    @Test
    void leavesTheTasksOfItsSuccessorAlone() {
        ecs.room.put("a", 100);
        List<String> successors = launcher(2, false, "a").launch(REQUEST, 3);
        fence = () -> {
            throw new SupersededException("taken over");
        };
        var superseded = new EcsWorkerStart(launcher(1, false, "a"), "definition:1", settings(1));

        assertThatThrownBy(() -> superseded.start(2)).isInstanceOf(SupersededException.class);

        assertThat(ecs.stops).isEmpty();
        assertThat(ecs.alive()).containsExactlyElementsOf(successors);
        assertThat(ecs.starts).hasSize(1);
    }

    @Test
    void findsTheTasksOfAnEarlierLauncherThoughItsQuestionIsThrottled() {
        ecs.room.put("a", 100);
        List<String> old = launcher(1, false, "a").launch(REQUEST, 16);
        faults.throttled = 0.5;
        var successor = launcher(2, false, "a");

        assertThat(successor.cancelOthers()).isEqualTo(16);

        faults.heal();
        time.pass(Duration.ofMinutes(1));
        old.forEach(successor::status);
        assertThat(ecs.stops).containsExactlyInAnyOrderElementsOf(old);
    }

    /** Whose name has a dot, which ECS does not take for who has started a task. */
    @Test
    void startsAndFindsTasksOfAJobWithADotInItsName() {
        ecs.room.put("a", 100);
        var sandbox = new SandboxOutputs("c", "definition:1", List.of("a"), "sg", "bucket", "/log");
        EcsTaskLauncher first = launcher(TaskPlace.in(sandbox, "invoices.2026", 7, 1, 20));
        EcsTaskLauncher second = launcher(TaskPlace.in(sandbox, "invoices.2026", 7, 2, 20));

        List<String> tasks = first.launch(REQUEST, 2);

        assertThat(tasks).hasSize(2);
        assertThat(second.cancelOthers()).isEqualTo(2);
        assertThat(ecs.stops).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(ecs.violations).isEmpty();
    }

    private static WorkerSettings settings(int epoch) {
        return new WorkerSettings(
                "s3://base/jobs/invoices/runs/7/work-order.json",
                epoch,
                new RepositoryAddress("jdbc:postgresql://db/backflow", "owner", "s3cret", 4),
                null,
                worker -> "invoices-7/" + worker);
    }

    private EcsTaskLauncher launcher(boolean spot, String... subnets) {
        return launcher(1, spot, subnets);
    }

    private EcsTaskLauncher launcher(int epoch, boolean spot, String... subnets) {
        var place = new TaskPlace("c", List.of(subnets), "sg", "backflow-invoices-r7", epoch, spot, 200);
        return launcher(place);
    }

    private EcsTaskLauncher launcher(TaskPlace place) {
        return new EcsTaskLauncher(ecs, place, logs.of("/backflow/workers"), surroundings(), () -> nanos(time));
    }

    private Surroundings surroundings() {
        return new Surroundings(time, time, () -> 0.5, () -> false, () -> fence.run(), news -> {}, failures::add);
    }

    static long nanos(VirtualTime time) {
        return Duration.between(Instant.EPOCH, time.instant()).toNanos();
    }
}
