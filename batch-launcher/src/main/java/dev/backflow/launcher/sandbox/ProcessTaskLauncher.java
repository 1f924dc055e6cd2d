package dev.backflow.launcher.sandbox;

import dev.backflow.run.failpoint.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;
import org.springframework.cloud.deployer.spi.core.RuntimeEnvironmentInfo;
import org.springframework.cloud.deployer.spi.task.LaunchState;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;
import org.springframework.cloud.deployer.spi.task.TaskStatus;
import org.springframework.cloud.deployer.spi.util.RuntimeVersionUtils;

/**
 * Starts each task as a JVM of its own on this machine. A request's resource is a jar, or a {@link ProgramResource};
 * the properties of its definition reach the child in its environment as {@code SPRING_APPLICATION_JSON}, its command
 * line arguments as arguments, after the program. These deployment properties count, others are ignored:
 *
 * <ul>
 *   <li>{@value #MEMORY}: the heap (-Xmx), a number of mebibytes, or one with {@code m} or {@code g}
 *   <li>{@value #JAVA_OPTIONS}: further options for the JVM, apart by spaces, each quoted as a whole if need be; they
 *       come last, and so win
 *   <li>{@value #WORKING_DIRECTORY}: where the child starts; by default where this process did
 * </ul>
 *
 * <p>A child's standard input is a pipe that only this process holds open and never writes to: a child that reads it
 * sees its end as soon as this process is gone, however it went, and is expected to end by itself then. Standard output
 * and error go to a file per task, named after its id, in the folder for logs; a file that has grown above
 * {@value #LOG_LIMIT} bytes is cut when {@link #status} is asked for, its end kept beside it.
 *
 * <p>Safe to use from several threads. It starts no threads.
 */
public final class ProcessTaskLauncher implements TaskLauncher, AutoCloseable {
    /** Deployment property: the heap of the child. */
    public static final String MEMORY = ProcessProperties.MEMORY;

    /** Deployment property: further options for the child's JVM. */
    public static final String JAVA_OPTIONS = ProcessProperties.JAVA_OPTIONS;

    /** Deployment property: the child's working directory. */
    public static final String WORKING_DIRECTORY = ProcessProperties.WORKING_DIRECTORY;

    /** Attribute of a status: the process id. */
    public static final String PID = "pid";

    /** Attribute of a status, once the task has ended: its exit code, 128 and the signal's number if one ended it. */
    public static final String EXIT_CODE = WorkerTasks.EXIT_CODE;

    /** Attribute of a status: the path of the task's log. */
    public static final String LOG = WorkerTasks.LOG;

    static final long LOG_LIMIT = 16_777_216;

    private final Path logs;
    private final Path temporary;
    private final ProcessRecords records;
    private final Supplier<String> ids;
    private final int maximumTasks;
    private final Termination termination;
    private final Map<String, TaskProcess> tasks = new ConcurrentHashMap<>();
    private boolean closed;

    /**
     * @param logs the folder for logs; created when missing
     * @param scratch the folder for the children's temporary files and for the record of what was started, by which a
     *     {@link LocalSandbox} ends what a crash has left; created when missing
     * @param ids gives a text that it never gives again, not even in another JVM; a task's id is its definition's name and
     *     such a text, and what is no ASCII letter, digit, dot, hyphen or underscore in it becomes an underscore
     * @param maximumTasks how many tasks may run at the same time, 1 or more
     * @param grace how long a cancelled task may take to end by itself before it is killed
     */
    public ProcessTaskLauncher(Path logs, Path scratch, Supplier<String> ids, int maximumTasks, Duration grace) {
        if (maximumTasks < 1) {
            throw new IllegalArgumentException("maximum of tasks must be at least 1, was " + maximumTasks);
        }
        this.logs = logs.toAbsolutePath();
        this.temporary = scratch.resolve("tmp").toAbsolutePath();
        this.records = ProcessRecords.in(scratch);
        this.ids = ids;
        this.maximumTasks = maximumTasks;
        this.termination = new Termination(grace);
    }

    /**
     * Starts a task; when this returns, its process runs.
     *
     * @throws IllegalArgumentException if the request is wrong
     * @throws IllegalStateException if as many tasks run as may, or this launcher is closed
     * @throws TaskStartException if the system refuses
     */
    @Override
    public synchronized String launch(AppDeploymentRequest request) {
        if (closed) {
            throw new IllegalStateException("the task launcher is closed");
        }
        if (getRunningTaskExecutionCount() >= maximumTasks) {
            throw new IllegalStateException("Task %s is not started: %d tasks are running, which is the maximum."
                    .formatted(request.getDefinition().getName(), maximumTasks));
        }
        String name = request.getDefinition().getName();
        String id = "%s-%s".formatted(name, ids.get()).replaceAll("[^A-Za-z0-9._-]", "_");
        if (tasks.containsKey(id)) {
            throw new IllegalStateException("the id %s is taken: the source of ids repeats itself".formatted(id));
        }
        TaskLog log = new TaskLog(logs.resolve(id + ".log"), LOG_LIMIT);
        tasks.put(id, new TaskProcess(id, name, start(id, request, log), log, termination));
        return id;
    }

    private Process start(String id, AppDeploymentRequest request, TaskLog log) {
        ProcessProperties properties = ProcessProperties.of(request.getDeploymentProperties());
        ProcessBuilder builder = new ProcessBuilder(command(id, request, properties))
                .redirectErrorStream(true)
                .redirectOutput(log.redirect());
        Path directory = properties.workingDirectory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        Map<String, String> environment = builder.environment();
        environment.putAll(
                new ChildEnvironment(environment, request.getDefinition().getProperties()).variables());

        try {
            Files.createDirectories(logs);
            Files.createDirectories(temporary);
            Process process = builder.start();
            try {
                Failpoint.PROCESS_STARTED.hit();
                records.add(ProcessRecord.of(id, process.toHandle()));
                Failpoint.PROCESS_RECORDED.hit();
            } catch (IOException e) {
                process.destroyForcibly().onExit().join();
                throw e;
            }
            return process;
        } catch (IOException e) {
            throw new TaskStartException(
                    "Task %s could not be started: %s. Check the disk, the folder %s and the limits for processes."
                            .formatted(id, e.getMessage(), logs),
                    e);
        }
    }

    private List<String> command(String id, AppDeploymentRequest request, ProcessProperties properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // First, as a system may show only the beginning of a long command.
        command.add(ProcessRecord.mark(id));
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Djdk.serialFilter=!*");
        command.add("-Djava.io.tmpdir=" + temporary);
        // What a JVM that is killed, or crashes, would leave in other places.
        command.add("-XX:-UsePerfData");
        command.add("-XX:ErrorFile=" + logs.resolve(id + "-crash.log"));
        command.addAll(properties.javaOptions());
        command.addAll(ProgramResource.of(request.getResource()).words());
        command.addAll(request.getCommandlineArguments());
        return command;
    }

    /**
     * Begins to end a task: SIGTERM, and SIGKILL when the grace is over. Does nothing when the task is unknown, has
     * ended, or is being cancelled.
     */
    @Override
    public void cancel(String id) {
        TaskProcess task = tasks.get(id);
        if (task != null) {
            var unused = task.cancel();
        }
    }

    /**
     * The state {@code running} until the process has ended, cancelled or not; {@code complete} means exit code 0; a
     * task that is not known, or was cleaned up, is {@code unknown}.
     */
    @Override
    public TaskStatus status(String id) {
        TaskProcess task = tasks.get(id);
        if (task == null) {
            return new TaskStatus(id, LaunchState.unknown, Map.of());
        }
        task.log().trim();
        return task.status();
    }

    /** Forgets a task and deletes its log, once it has ended; a running one is cancelled. */
    @Override
    public void cleanup(String id) {
        TaskProcess task = tasks.get(id);
        if (task != null) {
            var unused = task.cancel().thenRun(() -> forget(task));
        }
    }

    private void forget(TaskProcess task) {
        tasks.remove(task.id());
        task.log().delete();
    }

    /** Cleans up all tasks of that name. */
    @Override
    public void destroy(String appName) {
        tasks.values().stream()
                .filter(task -> task.name().equals(appName))
                .map(TaskProcess::id)
                .forEach(this::cleanup);
    }

    @Override
    public RuntimeEnvironmentInfo environmentInfo() {
        return new RuntimeEnvironmentInfo.Builder()
                .spiClass(TaskLauncher.class)
                .implementationName(getClass().getSimpleName())
                .implementationVersion(RuntimeVersionUtils.getVersion(getClass()))
                .platformType("Local processes")
                .platformApiVersion(System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .platformClientVersion(System.getProperty("java.version"))
                .platformHostVersion(System.getProperty("os.version"))
                .build();
    }

    @Override
    public int getMaximumConcurrentTasks() {
        return maximumTasks;
    }

    /** How many processes run, those that are being cancelled among them. */
    @Override
    public int getRunningTaskExecutionCount() {
        return (int) tasks.values().stream().filter(TaskProcess::isAlive).count();
    }

    /**
     * What the task has written and is still kept, oldest first.
     *
     * @throws IllegalArgumentException if the task is unknown
     */
    @Override
    public String getLog(String id) {
        TaskProcess task = tasks.get(id);
        if (task == null) {
            throw new IllegalArgumentException("no task has the id " + id);
        }
        return task.log().text();
    }

    /** Cancels all tasks and waits until their processes, and those that they had started, are gone. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        CompletableFuture<?>[] endings =
                tasks.values().stream().map(TaskProcess::cancel).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(endings).join();
    }
}
