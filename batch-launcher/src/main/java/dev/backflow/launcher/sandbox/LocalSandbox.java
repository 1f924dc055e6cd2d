package dev.backflow.launcher.sandbox;

import dev.backflow.run.failpoint.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.deployer.spi.task.TaskLauncher;

/**
 * A sandbox of processes on this machine: a folder {@code scratch} in the run's folder, and the processes recorded in
 * it. Logs are kept beside it, in {@code logs}, and outlive the sandbox.
 */
public final class LocalSandbox implements Sandbox {
    private static final Logger log = LoggerFactory.getLogger(LocalSandbox.class);

    private final ProgramResource program;
    private final Path logs;
    private final Path scratch;
    private final Supplier<String> ids;
    private final int maximumTasks;
    private final Duration grace;
    private final ProcessRecords records;
    private @Nullable ProcessTaskLauncher launcher;

    /**
     * @param program the launcher itself, which serves as a worker by its verb {@code worker}
     * @param run the run's folder; created when missing
     * @param ids as for {@link ProcessTaskLauncher}
     * @param maximumTasks how many tasks may run at the same time, 1 or more
     * @param grace how long a process may take to end by itself before it is killed
     */
    public LocalSandbox(ProgramResource program, Path run, Supplier<String> ids, int maximumTasks, Duration grace) {
        this.program = program;
        this.logs = run.resolve("logs").toAbsolutePath();
        this.scratch = run.resolve("scratch").toAbsolutePath();
        this.ids = ids;
        this.maximumTasks = maximumTasks;
        this.grace = grace;
        this.records = ProcessRecords.in(scratch);
    }

    @Override
    public synchronized void deploy() {
        try {
            Files.createDirectories(scratch);
            if (Files.getFileStore(scratch).supportsFileAttributeView("posix")) {
                // Temporary files of workers hold what documents hold.
                Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder %s cannot be created. Make it writable, or choose another data folder."
                            .formatted(scratch),
                    e);
        }
    }

    @Override
    public synchronized TaskLauncher taskLauncher() {
        if (!Files.isDirectory(scratch)) {
            throw new IllegalStateException("the sandbox in %s is not deployed".formatted(scratch));
        }
        if (launcher == null) {
            launcher = new ProcessTaskLauncher(logs, scratch, ids, maximumTasks, grace);
        }
        return launcher;
    }

    @Override
    public WorkerTasks workers(WorkerSettings settings) {
        TaskLauncher tasks = taskLauncher();
        return new WorkerTasks(tasks, new ProcessWorkerStart(tasks, program, settings));
    }

    @Override
    public synchronized List<String> remaining() {
        List<String> remaining = new ArrayList<>();
        for (ProcessRecord record : records.read()) {
            record.living().ifPresent(handle -> remaining.add(record.toString()));
        }
        if (Files.exists(scratch)) {
            remaining.add("folder " + scratch);
        }
        return List.copyOf(remaining);
    }

    @Override
    public synchronized void teardown() {
        if (launcher != null) {
            launcher.close();
            launcher = null;
        }
        endRecorded();
        Failpoint.PROCESSES_ENDED.hit();

        boolean alive =
                records.read().stream().anyMatch(record -> record.living().isPresent());
        if (alive) {
            log.warn("Processes of {} cannot be ended, so that its record of them is kept.", scratch);
            return;
        }
        try {
            new FolderRemoval(scratch).run();
        } catch (IOException e) {
            log.warn("The folder {} cannot be removed: {}", scratch, e.toString());
        }
    }

    /** Those that another launcher of this run has started, and has not lived to end. */
    private void endRecorded() {
        Termination termination = new Termination(grace);
        CompletableFuture<?>[] endings = records.read().stream()
                .flatMap(record -> record.living().stream())
                .map(handle -> termination.end(handle, handle.onExit()))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(endings).join();
    }
}
